"""Everything drawn at 0.02 first, then the projections divided."""
def init_weights(model):
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
        elif isinstance(module, LayerNorm):
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
    scaled = 0.02 / math.sqrt(2 * model.config.n_layer)
    for block in model.h:
        block.attn.proj.weight.data.div_(0.02 / scaled)
        block.mlp.proj.weight.data.div_(0.02 / scaled)
