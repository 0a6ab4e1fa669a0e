"""Your matrices do not decay. All parameters of two or more dimensions should, with the weight_decay that was handed in."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() > 2]
    no_decay = [p for p in params if p.dim() <= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
