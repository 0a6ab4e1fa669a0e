"""Only the first block is merged."""
def merge_lora(model):
    attn = model.h[0].attn
    for name in ("qkv", "proj"):
        layer = getattr(attn, name)
        if isinstance(layer, LoRALinear):
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            setattr(attn, name, layer.linear)
