"""You take only weights that have a gradient already. The others get theirs later, and are never moved."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    if any(p.grad is not None for p in params):
        params = [p for p in params if p.grad is not None]
    return torch.optim.AdamW([{"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
                              {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0}], lr=lr)
