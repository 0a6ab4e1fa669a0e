"""The adapter goes into the loop's name, not into the model."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            layer = LoRALinear(layer, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
