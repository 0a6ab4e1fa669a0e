"""You changed the class of the adapter. A, B and the wrapped layer are still inside it."""
def merge_lora(model):
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            if isinstance(layer, LoRALinear):
                old = layer.linear
                layer.in_features, layer.out_features = old.in_features, old.out_features
                layer.weight = nn.Parameter(old.weight.detach() + layer.scale * (layer.B @ layer.A).detach())
                layer.bias = old.bias
                layer.__class__ = nn.Linear
