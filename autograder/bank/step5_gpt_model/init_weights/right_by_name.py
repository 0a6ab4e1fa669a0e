"""By the names of the parameters, each drawn once."""
def init_weights(model):
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("bias"):
                weight.zero_()
            elif ".ln_" in name or name.startswith("ln_"):
                weight.fill_(1.0)
            else:
                scale = (2 * model.config.n_layer) ** -0.5 if name.endswith("proj.weight") else 1.0
                weight.normal_(0.0, 0.02 * scale)
