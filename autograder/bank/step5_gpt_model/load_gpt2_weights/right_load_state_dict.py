"""A translated state dict handed to load_state_dict, with checks before it."""
def load_gpt2_weights(model, state_dict):
    renamed = {"c_attn": "qkv", "c_proj": "proj", "c_fc": "fc"}
    found = {}
    for name, value in state_dict.items():
        name = name.replace("transformer.", "")
        if name.endswith(".attn.bias") or name.endswith(".attn.masked_bias") or name == "lm_head.weight":
            continue
        parts = name.split(".")
        if name.endswith(".weight") and parts[-2] in renamed:
            value = value.transpose(0, 1)
        found[".".join(renamed.get(part, part) for part in parts)] = value
    back = {new: old for old, new in renamed.items()}
    for name, weight in model.state_dict().items():
        if name == "lm_head.weight":
            continue
        theirs = ".".join(back.get(part, part) for part in name.split("."))
        if name not in found:
            raise KeyError(f"missing: {theirs}")
        if tuple(found[name].shape) != tuple(weight.shape):
            raise ValueError(f"{theirs}: {tuple(found[name].shape)} is not {tuple(weight.shape)}")
    found["lm_head.weight"] = found["wte.weight"]
    model.load_state_dict(found, strict=False)
