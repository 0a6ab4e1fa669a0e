"""Your adapters change the model from the start. B must stay at zero until training moves it."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
        for layer in (block.attn.qkv, block.attn.proj):
            nn.init.normal_(layer.B, std=0.02)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
