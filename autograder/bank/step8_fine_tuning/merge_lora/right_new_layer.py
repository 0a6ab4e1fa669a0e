"""A new nn.Linear, filled by copy_; the model is returned."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = getattr(block.attn, name)
            if not isinstance(adapter, LoRALinear):
                continue
            old = adapter.linear
            new = nn.Linear(old.in_features, old.out_features, bias=old.bias is not None)
            with torch.no_grad():
                new.weight.copy_(old.weight + adapter.scale * (adapter.B @ adapter.A))
                if old.bias is not None:
                    new.bias.copy_(old.bias)
            setattr(block.attn, name, new)
    return model
