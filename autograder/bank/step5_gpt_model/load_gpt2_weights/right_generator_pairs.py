"""A generator yields (parameter, name, transpose); own KeyError subclass and ValueError subclass."""
class MissingWeight(KeyError):
    pass


class WrongShape(ValueError):
    pass


def _pairs(model):
    yield model.wte.weight, "wte.weight", False
    yield model.wpe.weight, "wpe.weight", False
    yield model.ln_f.weight, "ln_f.weight", False
    yield model.ln_f.bias, "ln_f.bias", False
    for i, block in enumerate(model.h):
        layers = {"ln_1": block.ln_1, "ln_2": block.ln_2, "attn.c_attn": block.attn.qkv,
                  "attn.c_proj": block.attn.proj, "mlp.c_fc": block.mlp.fc, "mlp.c_proj": block.mlp.proj}
        for name, layer in layers.items():
            yield layer.weight, f"h.{i}.{name}.weight", ".c_" in name
            yield layer.bias, f"h.{i}.{name}.bias", False


def load_gpt2_weights(model, state_dict):
    view = dict(state_dict)
    for k in list(view):
        if k.startswith("transformer."):
            view[k[len("transformer."):]] = view.pop(k)
    for p, name, flip in _pairs(model):
        w = view.get(name)
        if w is None:
            raise MissingWeight(name)
        w = w.swapaxes(0, 1) if flip and w.ndim == 2 else w
        if w.shape != p.shape:
            raise WrongShape(f"{name}: {w.shape} instead of {p.shape}")
        p.detach().copy_(w)
