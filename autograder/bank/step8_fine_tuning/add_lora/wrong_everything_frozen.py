"""You freeze everything at the end, the new adapters too: nothing is left to learn. Freeze first, then wrap."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    model.requires_grad_(False)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
