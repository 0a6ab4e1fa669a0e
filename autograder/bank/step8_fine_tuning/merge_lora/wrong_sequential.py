"""Your layers are no plain nn.Linear afterwards but something wrapped around one. GPT's weights are saved and loaded under the old names, so put the layer itself back."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, nn.Sequential(layer.linear))
