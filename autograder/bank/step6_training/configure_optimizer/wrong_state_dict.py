"""Your optimiser holds copies out of state_dict(), not the parameters: they never get a gradient, so nothing would be trained. Go over model.parameters()."""
def configure_optimizer(model, lr, weight_decay):
    params = list(model.state_dict().values())
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
