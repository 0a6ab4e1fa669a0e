"""The LayerNorms keep what they held. They start with weight 1 and bias 0, also in a model that was used before. Mind the class: the model is built from your own LayerNorm, not from nn.LayerNorm."""
def init_weights(model):
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
    scaled = 0.02 / math.sqrt(2 * model.config.n_layer)
    for block in model.h:
        nn.init.normal_(block.attn.proj.weight, mean=0.0, std=scaled)
        nn.init.normal_(block.mlp.proj.weight, mean=0.0, std=scaled)
