"""Wrapped first; what is no A and no B is frozen after that."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    total = 0
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.split(".")[-1] in ("A", "B")
        if parameter.requires_grad:
            total += math.prod(parameter.shape)
    return total
