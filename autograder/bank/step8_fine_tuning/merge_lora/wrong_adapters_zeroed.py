"""You fold the change in and keep the adapters, with B at zero. The outputs are right, but a plain nn.Linear is to be there again."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                    layer.B.zero_()
