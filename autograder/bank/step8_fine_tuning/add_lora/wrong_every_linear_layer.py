"""You wrap every nn.Linear of the blocks. Only attn.qkv and attn.proj get adapters; the feed-forward network has a proj as well, mind the name."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
        block.mlp.fc = LoRALinear(block.mlp.fc, rank, alpha)
        block.mlp.proj = LoRALinear(block.mlp.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
