"""You wrap every nn.Linear of the blocks. Only attn.qkv and attn.proj get adapters; the feed-forward network has a proj as well, mind the name."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if name.endswith(("qkv", "proj")):
            parent = model.get_submodule(name.rsplit(".", 1)[0])
            setattr(parent, name.rsplit(".", 1)[1], LoRALinear(module, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
