"""You look for names that contain a word, and so take GPT-2's mask buffer `attn.bias` for the bias of a layer. Compare
whole names."""
def load_gpt2_weights(model, state_dict):
    prefix = "transformer."
    sd = {k[len(prefix):] if k.startswith(prefix) else k: v for k, v in state_dict.items()}

    def copy(param, name, transpose=False):
        if name not in sd:
            raise KeyError(f"missing weight: {name}")
        w = sd[name]
        if transpose and w.dim() == 2:
            w = w.t()
        if w.shape != param.shape:
            raise ValueError(f"{name}: {tuple(w.shape)} does not fit {tuple(param.shape)}")
        with torch.no_grad():
            param.copy_(w)

    copy(model.wte.weight, "wte.weight")
    copy(model.wpe.weight, "wpe.weight")
    for i, block in enumerate(model.h):
        copy(block.ln_1.weight, f"h.{i}.ln_1.weight")
        copy(block.ln_1.bias, f"h.{i}.ln_1.bias")
        copy(block.attn.qkv.weight, f"h.{i}.attn.c_attn.weight", transpose=True)
        copy(block.attn.qkv.bias, next((k for k in sd if k.startswith(f"h.{i}.attn") and k.endswith("bias")), f"h.{i}.attn.c_attn.bias"))
        copy(block.attn.proj.weight, f"h.{i}.attn.c_proj.weight", transpose=True)
        copy(block.attn.proj.bias, f"h.{i}.attn.c_proj.bias")
        copy(block.ln_2.weight, f"h.{i}.ln_2.weight")
        copy(block.ln_2.bias, f"h.{i}.ln_2.bias")
        copy(block.mlp.fc.weight, f"h.{i}.mlp.c_fc.weight", transpose=True)
        copy(block.mlp.fc.bias, f"h.{i}.mlp.c_fc.bias")
        copy(block.mlp.proj.weight, f"h.{i}.mlp.c_proj.weight", transpose=True)
        copy(block.mlp.proj.bias, f"h.{i}.mlp.c_proj.bias")
    copy(model.ln_f.weight, "ln_f.weight")
    copy(model.ln_f.bias, "ln_f.bias")
