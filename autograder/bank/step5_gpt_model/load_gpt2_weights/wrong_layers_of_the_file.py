"""You take the number of blocks from the file. When a whole block is missing there, nobody notices, and the model
keeps random weights."""
def load_gpt2_weights(model, state_dict):
    prefix = "transformer." if any(name.startswith("transformer.") for name in state_dict) else ""
    with torch.no_grad():
        blocks = 1 + max(int(k[len(prefix):].split(".")[1]) for k in state_dict if k.startswith(prefix + "h."))
        for name, parameter in model.named_parameters():
            if name.startswith("h.") and int(name.split(".")[1]) >= blocks:
                continue
            theirs = name
            for ours, other in (("attn.qkv", "attn.c_attn"), ("attn.proj", "attn.c_proj"), ("mlp.fc", "mlp.c_fc"), ("mlp.proj", "mlp.c_proj")):
                theirs = theirs.replace(ours, other)
            theirs = prefix + theirs
            if theirs not in state_dict:
                raise KeyError(theirs)
            tensor = state_dict[theirs]
            if ".c_" in theirs and theirs.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(f"{theirs}: {tuple(tensor.shape)} instead of {tuple(parameter.shape)}")
            parameter.copy_(tensor)
