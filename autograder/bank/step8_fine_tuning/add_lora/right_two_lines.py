"""Freeze everything, wrap, count."""
def add_lora(model, rank, alpha):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
