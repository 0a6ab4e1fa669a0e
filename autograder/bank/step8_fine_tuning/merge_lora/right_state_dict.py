"""A new layer filled by load_state_dict."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = block.attn._modules[name]
            if isinstance(layer, LoRALinear):
                state = {key: value.clone() for key, value in layer.linear.state_dict().items()}
                state["weight"] = state["weight"] + layer.scale * (layer.B.detach() @ layer.A.detach())
                merged = nn.Linear(layer.linear.in_features, layer.linear.out_features, bias="bias" in state)
                merged.load_state_dict(state)
                block.attn._modules[name] = merged
