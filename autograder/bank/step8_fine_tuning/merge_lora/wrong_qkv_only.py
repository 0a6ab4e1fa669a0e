"""Only one of the two layers of each block is merged. Both attn.qkv and attn.proj have an adapter."""
def merge_lora(model):
    for block in model.h:
        layer = block.attn.qkv
        if isinstance(layer, LoRALinear):
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            block.attn.qkv = layer.linear
