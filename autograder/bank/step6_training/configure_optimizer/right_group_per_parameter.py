"""A group for each parameter."""
def configure_optimizer(model, lr, weight_decay):
    groups = []
    for parameter in model.parameters():
        if parameter.requires_grad:
            strength = weight_decay if parameter.ndim > 1 else 0.0
            groups.append({"params": [parameter], "weight_decay": strength, "lr": lr})
    return torch.optim.AdamW(groups)
