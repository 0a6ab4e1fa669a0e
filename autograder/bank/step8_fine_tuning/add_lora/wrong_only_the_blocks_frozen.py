"""Only the blocks are frozen. The embeddings and the final LayerNorm belong to the rest as well."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.requires_grad_(False)
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
