"""You freeze everything at the end, the new adapters too: nothing is left to learn. Freeze first, then wrap."""
def add_lora(model, rank, alpha):
    count = 0
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    model.requires_grad_(False)
    return count
