"""All adapters of the model, wherever they are."""
@torch.no_grad()
def merge_lora(model):
    adapters = [(name, module) for name, module in model.named_modules() if isinstance(module, LoRALinear)]
    for name, adapter in adapters:
        parent, _, child = name.rpartition(".")
        adapter.linear.weight.addmm_(adapter.B, adapter.A, alpha=float(adapter.scale))
        setattr(model.get_submodule(parent), child, adapter.linear)
    return len(adapters)
