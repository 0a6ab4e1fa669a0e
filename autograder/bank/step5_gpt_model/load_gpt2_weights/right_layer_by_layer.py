"""Written out layer by layer with a helper; dictionaries raise their own KeyError."""
def load_gpt2_weights(model, state_dict):
    weights = {}
    for name, value in state_dict.items():
        weights[name[len("transformer."):] if name.startswith("transformer.") else name] = value

    @torch.no_grad()
    def put(target, name, flip=False):
        value = weights[name]
        value = value.permute(1, 0) if flip and value.dim() == 2 else value
        if value.size() != target.size():
            raise ValueError(f"wrong shape of {name}")
        target.copy_(value)

    put(model.wte.weight, "wte.weight")
    put(model.wpe.weight, "wpe.weight")
    for i in range(model.config.n_layer):
        block, at = model.h[i], f"h.{i}."
        for norm in ("ln_1", "ln_2"):
            put(getattr(block, norm).weight, f"{at}{norm}.weight")
            put(getattr(block, norm).bias, f"{at}{norm}.bias")
        for layer, name in [(block.attn.qkv, "attn.c_attn"), (block.attn.proj, "attn.c_proj"),
                            (block.mlp.fc, "mlp.c_fc"), (block.mlp.proj, "mlp.c_proj")]:
            put(layer.weight, f"{at}{name}.weight", flip=True)
            put(layer.bias, f"{at}{name}.bias")
    put(model.ln_f.weight, "ln_f.weight")
    put(model.ln_f.bias, "ln_f.bias")
