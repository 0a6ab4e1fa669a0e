"""You wrap attn.proj only. qkv gets an adapter too."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
