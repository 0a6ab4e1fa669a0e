"""Your optimiser is not AdamW. Plain gradient descent takes one step size for all weights, and Adam adds the decay to the gradient, where its division undoes most of it; AdamW shrinks the weights directly."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.SGD(groups, lr=lr)
