"""Some layers are wrapped twice, an adapter around an adapter. Each gets one."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    for module in list(model.modules()):
        if isinstance(module, LoRALinear) and module.linear.out_features == module.linear.in_features:
            module.linear = LoRALinear(module.linear, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
