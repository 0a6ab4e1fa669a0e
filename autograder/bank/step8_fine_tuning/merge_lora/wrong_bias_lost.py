"""Your new layers have lost their biases."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                new = nn.Linear(layer.linear.in_features, layer.linear.out_features, bias=False)
                with torch.no_grad():
                    new.weight.copy_(layer.linear.weight + layer.scale * (layer.B @ layer.A))
                setattr(block.attn, name, new)
