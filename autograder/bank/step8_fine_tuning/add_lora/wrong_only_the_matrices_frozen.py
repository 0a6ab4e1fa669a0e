"""You freeze the matrices only. Biases and LayerNorms belong to the rest as well."""
def add_lora(model, rank, alpha):
    for weight in model.parameters():
        if weight.dim() > 1:
            weight.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
