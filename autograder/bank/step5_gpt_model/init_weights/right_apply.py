"""model.apply with a nested function, then a loop over names; returns the model for chaining."""
def init_weights(model):
    def start(module):
        if type(module) in (nn.Linear, nn.Embedding):
            torch.nn.init.normal_(module.weight, std=0.02)
        if getattr(module, "bias", None) is not None:
            torch.nn.init.zeros_(module.bias)
        if type(module) is LayerNorm:
            torch.nn.init.ones_(module.weight)

    model.apply(start)
    for name, weight in model.named_parameters():
        if name.endswith(("attn.proj.weight", "mlp.proj.weight")):
            torch.nn.init.normal_(weight, std=0.02 / math.sqrt(2 * len(model.h)))
    return model
