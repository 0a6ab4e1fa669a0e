"""You wrap qkv only. attn.proj gets an adapter too."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
