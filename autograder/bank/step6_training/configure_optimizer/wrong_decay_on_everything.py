"""Your weight decay pulls at the biases and the LayerNorms too. It belongs to parameters of two or more dimensions only: a LayerNorm's weight should not be drawn towards 0."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(params, lr=lr, weight_decay=weight_decay)
