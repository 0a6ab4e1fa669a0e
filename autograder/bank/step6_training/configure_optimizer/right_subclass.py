"""A class derived from AdamW."""
class GroupedAdamW(torch.optim.AdamW):
    def __init__(self, model, lr, weight_decay):
        matrices = {"params": [], "weight_decay": weight_decay}
        vectors = {"params": [], "weight_decay": 0.0}
        for p in model.parameters():
            if p.requires_grad:
                (vectors, matrices)[p.dim() >= 2]["params"].append(p)
        super().__init__([g for g in (matrices, vectors) if g["params"]], lr=lr)


def configure_optimizer(model, lr, weight_decay):
    return GroupedAdamW(model, lr, weight_decay)
