"""All attention layers found by their class."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for module in list(model.modules()):
        if isinstance(module, MultiHeadAttention):
            module.qkv = LoRALinear(module.qkv, rank, alpha)
            module.proj = LoRALinear(module.proj, rank, alpha)
    return int(sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad))
