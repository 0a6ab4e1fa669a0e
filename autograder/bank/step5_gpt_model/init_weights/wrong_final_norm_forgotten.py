"""The final LayerNorm ln_f keeps what it held. It starts with weight 1 and bias 0 like the others."""
def init_weights(model):
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
        elif isinstance(module, LayerNorm) and module is not model.ln_f:
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
    scaled = 0.02 / math.sqrt(2 * model.config.n_layer)
    for block in model.h:
        nn.init.normal_(block.attn.proj.weight, mean=0.0, std=scaled)
        nn.init.normal_(block.mlp.proj.weight, mean=0.0, std=scaled)
