"""You use a rank of your own. It is an argument."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, 8, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, 8, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
