"""A dictionary with the number of dimensions as its key."""
from collections import defaultdict
from torch.optim import AdamW


def configure_optimizer(model, lr, weight_decay):
    by_dim = defaultdict(list)
    for p in model.parameters():
        if p.requires_grad:
            by_dim[p.dim()].append(p)
    return AdamW([{"params": ps, "weight_decay": 0.0 if d < 2 else weight_decay} for d, ps in by_dim.items()], lr)
