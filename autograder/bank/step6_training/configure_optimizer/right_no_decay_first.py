"""The vectors first; the decay is the default of the optimiser."""
def configure_optimizer(model, lr, weight_decay):
    vectors, matrices = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        (matrices if len(p.shape) >= 2 else vectors).append(p)
    return torch.optim.AdamW(
        [{"params": vectors, "weight_decay": 0.0}, {"params": matrices}], lr=lr, weight_decay=weight_decay
    )
