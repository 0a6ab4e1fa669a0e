"""You fold the change in and leave the adapters where they are, so it counts twice. Put the plain layer back."""
def merge_lora(model):
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                layer = layer.linear
