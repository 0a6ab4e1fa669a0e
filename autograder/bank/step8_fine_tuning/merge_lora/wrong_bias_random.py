"""The biases of your new layers are random. The old ones stay."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                new = nn.Linear(layer.linear.in_features, layer.linear.out_features)
                with torch.no_grad():
                    new.weight.copy_(layer.linear.weight + layer.scale * (layer.B @ layer.A))
                    new.bias.uniform_(-0.5, 0.5, generator=torch.Generator().manual_seed(1))
                setattr(block.attn, name, new)
