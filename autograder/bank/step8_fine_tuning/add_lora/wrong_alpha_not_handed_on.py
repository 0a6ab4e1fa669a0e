"""You take alpha and do not hand it on, so the scale is another one."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, rank)
        block.attn.proj = LoRALinear(block.attn.proj, rank, rank)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
