"""The head gets an adapter as well. Only attn.qkv and attn.proj do."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    model.lm_head = LoRALinear(model.lm_head, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
