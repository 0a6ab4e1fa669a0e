"""Your scale is applied twice."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += (layer.scale * layer.B) @ (layer.scale * layer.A)
                setattr(block.attn, name, layer.linear)
