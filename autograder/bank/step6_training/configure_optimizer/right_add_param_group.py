"""The second group is added afterwards."""
def configure_optimizer(model, lr, weight_decay):
    trainable = list(filter(lambda p: p.requires_grad, model.parameters()))
    optimizer = torch.optim.AdamW([{"params": [p for p in trainable if p.ndim >= 2]}], lr=lr, weight_decay=weight_decay)
    rest = [p for p in trainable if p.ndim < 2]
    if rest:
        optimizer.add_param_group({"params": rest, "weight_decay": 0.0})
    return optimizer
