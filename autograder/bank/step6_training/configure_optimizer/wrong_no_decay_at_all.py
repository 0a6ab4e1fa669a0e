"""Your matrices do not decay. All parameters of two or more dimensions should, with the weight_decay that was handed in."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=lr, weight_decay=0.0)
