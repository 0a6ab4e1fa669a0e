"""Built with one decay, which is then set group by group."""
def configure_optimizer(model, lr, weight_decay):
    parameters = [p for p in model.parameters() if p.requires_grad]
    groups = [{"params": [p]} for p in parameters]
    optimizer = torch.optim.AdamW(groups, lr=lr, weight_decay=weight_decay)
    for group in optimizer.param_groups:
        if group["params"][0].dim() < 2:
            group["weight_decay"] = 0.0
    return optimizer
