"""You fold the change in without its scale, so the outputs are others than before."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.B @ layer.A
                setattr(block.attn, name, layer.linear)
