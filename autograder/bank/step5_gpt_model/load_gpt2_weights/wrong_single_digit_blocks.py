"""You read one digit of the number of the block, so block 10 gets the weights of block 1."""
THEIRS = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}


def load_gpt2_weights(model, state_dict):
    prefix = "transformer." if any(name.startswith("transformer.") for name in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            theirs = name
            if name.startswith("h."):
                block, (layer, kind) = name[2], name.split(".", 2)[2].rsplit(".", 1)
                theirs = f"h.{block}.{THEIRS.get(layer, layer)}.{kind}"
            if prefix + theirs not in state_dict:
                raise KeyError(prefix + theirs)
            tensor = state_dict[prefix + theirs]
            if ".c_" in theirs and theirs.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(theirs)
            parameter.copy_(tensor)
