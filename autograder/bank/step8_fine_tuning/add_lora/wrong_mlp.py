"""You wrap the feed-forward network's layers. The adapters go into the attention, attn.qkv and attn.proj."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.mlp.fc = LoRALinear(block.mlp.fc, rank, alpha)
        block.mlp.proj = LoRALinear(block.mlp.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
