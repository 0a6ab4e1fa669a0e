"""All your layers start with the same numbers, because the generator is set back for each of them. Then layers of one shape are copies of each other."""
def init_weights(model):
    for module in model.modules():
        if isinstance(module, nn.Linear):
            torch.manual_seed(0)
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
        nn.init.normal_(block.attn.proj.weight, mean=0.0, std=scaled)
        nn.init.normal_(block.mlp.proj.weight, mean=0.0, std=scaled)
