"""Your optimiser knows the blocks only. Embeddings and the final LayerNorm are trained too."""
def configure_optimizer(model, lr, weight_decay):
    source = model.h if hasattr(model, "h") else model
    params = [p for p in source.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
