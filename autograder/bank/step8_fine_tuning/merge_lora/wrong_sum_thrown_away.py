"""You take the adapters out without folding them in: all they have learned is gone."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    weight = layer.linear.weight
                    weight = weight + layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
