"""The table that wte and lm_head share is in none of your groups: you left the head out, and with it the embedding. It is one parameter, once."""
def configure_optimizer(model, lr, weight_decay):
    head = getattr(model, "lm_head", None)
    skip = id(head.weight) if head is not None else None
    params = [p for p in model.parameters() if p.requires_grad and id(p) != skip]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
