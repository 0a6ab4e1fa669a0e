"""A walk over the modules that remembers what it has met."""
def configure_optimizer(model, lr, weight_decay):
    seen, decay, keep = set(), [], []
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            if id(parameter) in seen or not parameter.requires_grad:
                continue
            seen.add(id(parameter))
            (decay if parameter.dim() > 1 else keep).append(parameter)
    groups = [dict(params=decay, weight_decay=weight_decay), dict(params=keep, weight_decay=0)]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99), eps=1e-8)
