"""A helper for one block and a running total."""
def wrap_block(block, rank, alpha):
    attn = block.attn
    attn.qkv = LoRALinear(attn.qkv, rank, alpha)
    attn.proj = LoRALinear(attn.proj, rank, alpha)
    return attn.qkv.A.numel() + attn.qkv.B.numel() + attn.proj.A.numel() + attn.proj.B.numel()


def add_lora(model, rank, alpha):
    for part in model.children():
        part.requires_grad_(False)
    return sum(wrap_block(block, rank, alpha) for block in model.h)
