"""You divide by the scale. The change is multiplied by it, as in forward."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.B @ layer.A / layer.scale
                setattr(block.attn, name, layer.linear)
