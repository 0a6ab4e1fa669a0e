"""You return two optimisers. One is asked for, with two groups of parameters: it takes care of both in one step."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    return (
        torch.optim.AdamW(decay, lr=lr, weight_decay=weight_decay),
        torch.optim.AdamW(no_decay, lr=lr, weight_decay=0.0),
    )
