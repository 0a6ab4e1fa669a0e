"""A loop over names with getattr and setattr; the count collected on the way."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    for block in model.h:
        for name in ["qkv", "proj"]:
            adapter = LoRALinear(getattr(block.attn, name), rank=rank, alpha=alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count
