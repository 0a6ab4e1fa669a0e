"""Only one block gets adapters. Each block has an attention of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    attn = model.h[0].attn
    attn.qkv = LoRALinear(attn.qkv, rank, alpha)
    attn.proj = LoRALinear(attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
