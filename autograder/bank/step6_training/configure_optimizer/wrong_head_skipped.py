"""You leave out the head's weight because it is tied. In a model where it is not, it would never be trained.
`parameters()` lists a shared weight once by itself."""
def configure_optimizer(model, lr, weight_decay):
    decay, rest = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad or name.endswith("lm_head.weight"):
            continue
        (decay if p.dim() >= 2 else rest).append(p)
    return torch.optim.AdamW([{"params": decay, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}], lr=lr)
