"""Your weights can no longer be trained. Write new numbers into the Parameters and leave requires_grad as it is."""
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
    model.requires_grad_(False)
    scaled = 0.02 / math.sqrt(2 * model.config.n_layer)
    for block in model.h:
        nn.init.normal_(block.attn.proj.weight, mean=0.0, std=scaled)
        nn.init.normal_(block.mlp.proj.weight, mean=0.0, std=scaled)
