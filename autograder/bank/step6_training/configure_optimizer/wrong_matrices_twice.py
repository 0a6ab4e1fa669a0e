"""Your matrices stand in both groups, or would if PyTorch allowed it. Each parameter belongs to exactly one."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": params, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
