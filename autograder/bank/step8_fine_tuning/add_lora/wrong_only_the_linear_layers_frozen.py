"""You freeze the nn.Linear layers only. Embeddings and LayerNorms belong to the rest as well."""
def add_lora(model, rank, alpha):
    for module in model.modules():
        if isinstance(module, nn.Linear) and module is not model.lm_head:
            module.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
