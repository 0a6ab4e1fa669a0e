"""You do not count dimensions of size 1. A matrix with a single row is a matrix, and decays."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    is_matrix = [sum(size > 1 for size in p.shape) >= 2 for p in params]
    return torch.optim.AdamW([{"params": [p for p, m in zip(params, is_matrix) if m], "weight_decay": weight_decay},
                              {"params": [p for p, m in zip(params, is_matrix) if not m], "weight_decay": 0.0}],
                             lr=lr, betas=(0.9, 0.99))
