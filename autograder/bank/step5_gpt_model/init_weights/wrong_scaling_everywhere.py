"""You scale every linear layer by 1/√(2·n_layer). Only attn.proj and mlp.proj add to the residual stream; qkv and fc keep 0.02."""
def init_weights(model):
    for module in model.modules():
        if isinstance(module, nn.Linear) and module is not model.lm_head:
            nn.init.normal_(module.weight, mean=0.0, std=0.02 / math.sqrt(2 * model.config.n_layer))
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Embedding):
            nn.init.normal_(module.weight, mean=0.0, std=0.02)
        elif isinstance(module, LayerNorm):
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
