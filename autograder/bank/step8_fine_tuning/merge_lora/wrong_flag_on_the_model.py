"""A flag on the model says that it is merged: adapters which it gets later are never folded in."""
def merge_lora(model):
    if getattr(model, "merged", False):
        return
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
    model.merged = True
