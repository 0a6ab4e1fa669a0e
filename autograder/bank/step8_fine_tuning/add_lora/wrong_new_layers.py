"""You wrap new nn.Linear layers, so what the model had learned is gone. Wrap the layer that is there."""
def add_lora(model, rank, alpha):
    C = model.config.d_model
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(nn.Linear(C, 3 * C), rank, alpha)
        block.attn.proj = LoRALinear(nn.Linear(C, C), rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
