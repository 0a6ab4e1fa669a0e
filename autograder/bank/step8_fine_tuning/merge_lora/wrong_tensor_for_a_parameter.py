"""PyTorch refuses a plain tensor where an nn.Parameter was. Change the numbers of the weight that is there, or make a new Parameter."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                layer.linear.weight = layer.linear.weight + layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
