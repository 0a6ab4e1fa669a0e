"""The biases change too. The adapter has none: only the weight takes something up."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                    layer.linear.bias *= 1 + layer.scale
                setattr(block.attn, name, layer.linear)
