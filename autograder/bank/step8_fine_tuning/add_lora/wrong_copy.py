"""The model that was handed in stays as it was. Change it in place, not a copy of it."""
def add_lora(model, rank, alpha):
    import copy

    model = copy.deepcopy(model)
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
