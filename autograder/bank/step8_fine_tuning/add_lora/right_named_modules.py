"""Every nn.Linear whose name says so, collected first, then replaced in its parent."""
def add_lora(model, rank, alpha):
    wanted = [name for name, module in model.named_modules()
              if isinstance(module, nn.Linear) and name.endswith((".attn.qkv", ".attn.proj"))]
    for weight in model.parameters():
        weight.requires_grad_(False)
    for name in wanted:
        parent, _, child = name.rpartition(".")
        setattr(model.get_submodule(parent), child, LoRALinear(model.get_submodule(name), rank, alpha))
    trainable = filter(lambda weight: weight.requires_grad, model.parameters())
    return sum(map(torch.numel, trainable))
