"""Your second call stops with an error: the adapters are gone by then. Look first whether there is one."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            setattr(block.attn, name, layer.linear)
