"""Your blocks share A and B: one Parameter under several names. Each layer learns a change of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    first = {}
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            first.setdefault(name, adapter)
            adapter.A, adapter.B = first[name].A, first[name].B
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count
