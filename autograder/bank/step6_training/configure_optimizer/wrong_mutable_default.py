"""Lists as default values are made once and shared by all calls: the second optimizer also holds the weights of the
first model."""
def configure_optimizer(model, lr, weight_decay, decay=[], rest=[]):
    for p in model.parameters():
        if p.requires_grad:
            (decay if p.dim() >= 2 else rest).append(p)
    return torch.optim.AdamW([{"params": list(decay), "weight_decay": weight_decay},
                              {"params": list(rest), "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.99))
