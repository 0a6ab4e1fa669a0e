"""Generator expressions, which AdamW turns into lists itself."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(
        [
            {"params": (p for p in model.parameters() if p.requires_grad and p.dim() >= 2), "weight_decay": weight_decay},
            {"params": (p for p in model.parameters() if p.requires_grad and p.dim() < 2), "weight_decay": 0.0},
        ],
        lr=lr,
    )
