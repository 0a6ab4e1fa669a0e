"""The weight is replaced by a new Parameter."""
def merge_lora(model):
    for block in model.h:
        for name, layer in list(block.attn.named_children()):
            if hasattr(layer, "A") and hasattr(layer, "B"):
                change = torch.einsum("or,ri->oi", layer.B, layer.A) * layer.scale
                layer.linear.weight = nn.Parameter((layer.linear.weight + change).detach())
                setattr(block.attn, name, layer.linear)
