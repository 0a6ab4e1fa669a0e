"""The model that was handed in stays as it was. Change it in place, not a copy of it."""
def merge_lora(model):
    import copy

    model = copy.deepcopy(model)
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
    return model
