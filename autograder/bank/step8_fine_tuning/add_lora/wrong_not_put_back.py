"""You make the adapters and never put them into the model: a name in a loop is not the model's attribute."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            layer = LoRALinear(layer, rank, alpha)
            count += layer.A.numel() + layer.B.numel()
    return count
