"""A table of names and parameters first, then one loop."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)
