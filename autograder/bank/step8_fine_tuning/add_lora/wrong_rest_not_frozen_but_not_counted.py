"""The rest of the model is not frozen. LoRALinear freezes only the layer that it wraps, and an attribute of a module freezes nothing: embeddings, LayerNorms and feed-forward networks must be told, each parameter of them."""
def add_lora(model, rank, alpha):
    count = 0
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count
