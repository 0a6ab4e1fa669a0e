"""Your second group says nothing about weight decay, so AdamW fills in its own default, 0.01. Biases and LayerNorms want a decay of 0, said out loud."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    return torch.optim.AdamW([{"params": decay, "weight_decay": weight_decay}, {"params": no_decay}], lr=lr)
