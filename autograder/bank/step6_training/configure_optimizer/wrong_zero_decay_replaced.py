""""or" takes a given 0 for nothing: no weight decay is impossible."""
def configure_optimizer(model, lr, weight_decay):
    weight_decay = weight_decay or 0.1
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW([{"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
                              {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.99))
