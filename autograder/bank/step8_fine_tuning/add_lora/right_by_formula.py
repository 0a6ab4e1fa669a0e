"""The count in closed form: r(C + 3C) + r(C + C) a block."""
def add_lora(model, rank, alpha):
    C = model.config.d_model
    model.requires_grad_(False)
    for i in range(model.config.n_layer):
        attn = model.h[i].attn
        attn.qkv, attn.proj = LoRALinear(attn.qkv, rank, alpha), LoRALinear(attn.proj, rank, alpha)
    return model.config.n_layer * rank * (C + 3 * C + C + C)
