"""You return a share. The number of trainable parameters is asked for, an int."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return trainable / sum(p.numel() for p in model.parameters())
