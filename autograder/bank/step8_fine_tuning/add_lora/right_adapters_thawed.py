"""Everything frozen at the end, then the adapters thawed; the count through a set of parameters."""
def add_lora(model, rank, alpha):
    adapters = []
    for block in model.h:
        for name, linear in (("qkv", block.attn.qkv), ("proj", block.attn.proj)):
            block.attn._modules[name] = LoRALinear(linear, rank, alpha)
            adapters += [block.attn._modules[name].A, block.attn._modules[name].B]
    model.requires_grad_(False)
    for weight in adapters:
        weight.requires_grad_(True)
    return sum(len(weight.flatten()) for weight in set(adapters))
