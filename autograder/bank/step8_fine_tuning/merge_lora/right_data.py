"""Through .data, the adapters found by what they are not."""
def merge_lora(model):
    for block in model.h:
        attn = block.attn
        for name in ["qkv", "proj"]:
            layer = getattr(attn, name)
            if type(layer) is nn.Linear:
                continue
            layer.linear.weight.data += layer.scale * (layer.B.data @ layer.A.data)
            setattr(attn, name, layer.linear)
    model.requires_grad_(True)
