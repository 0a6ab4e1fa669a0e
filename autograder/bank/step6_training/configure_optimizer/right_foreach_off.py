"""AdamW without its multi-tensor form."""
def configure_optimizer(model, lr, weight_decay):
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    decay = [p for _, p in named if p.dim() >= 2]
    decay_ids = set(map(id, decay))
    others = [p for _, p in named if id(p) not in decay_ids]
    return torch.optim.AdamW(
        [{"params": decay, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=lr, foreach=False
    )
