"""rank and alpha have changed places. The order is LoRALinear(linear, rank, alpha)."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, alpha, rank)
        block.attn.proj = LoRALinear(block.attn.proj, alpha, rank)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
