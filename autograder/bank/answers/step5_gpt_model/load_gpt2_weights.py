# %% right="contiguous"
"""Transposed with einsum into a contiguous tensor; the prefix found from any name."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = torch.einsum("io->oi", value).contiguous()
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% right="data"
"""Through .data with a clone, without no_grad."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    if True:
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.data = value.detach().clone().to(weight)

# %% right="data_replaced"
"""`.data` takes a copy of its own; the Parameter stays."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            name = "wte.weight" if parameter is model.wte.weight else name
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.data = tensor.clone().contiguous()

# %% right="generator_pairs"
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

# %% right="layer_by_layer"
"""Written out layer by layer with a helper; dictionaries raise their own KeyError."""
def load_gpt2_weights(model, state_dict):
    weights = {}
    for name, value in state_dict.items():
        weights[name[len("transformer."):] if name.startswith("transformer.") else name] = value

    @torch.no_grad()
    def put(target, name, flip=False):
        value = weights[name]
        value = value.permute(1, 0) if flip and value.dim() == 2 else value
        if value.size() != target.size():
            raise ValueError(f"wrong shape of {name}")
        target.copy_(value)

    put(model.wte.weight, "wte.weight")
    put(model.wpe.weight, "wpe.weight")
    for i in range(model.config.n_layer):
        block, at = model.h[i], f"h.{i}."
        for norm in ("ln_1", "ln_2"):
            put(getattr(block, norm).weight, f"{at}{norm}.weight")
            put(getattr(block, norm).bias, f"{at}{norm}.bias")
        for layer, name in [(block.attn.qkv, "attn.c_attn"), (block.attn.proj, "attn.c_proj"),
                            (block.mlp.fc, "mlp.c_fc"), (block.mlp.proj, "mlp.c_proj")]:
            put(layer.weight, f"{at}{name}.weight", flip=True)
            put(layer.bias, f"{at}{name}.bias")
    put(model.ln_f.weight, "ln_f.weight")
    put(model.ln_f.bias, "ln_f.bias")

# %% right="load_state_dict"
"""A translated state dict handed to load_state_dict, with checks before it."""
def load_gpt2_weights(model, state_dict):
    renamed = {"c_attn": "qkv", "c_proj": "proj", "c_fc": "fc"}
    found = {}
    for name, value in state_dict.items():
        name = name.replace("transformer.", "")
        if name.endswith(".attn.bias") or name.endswith(".attn.masked_bias") or name == "lm_head.weight":
            continue
        parts = name.split(".")
        if name.endswith(".weight") and parts[-2] in renamed:
            value = value.transpose(0, 1)
        found[".".join(renamed.get(part, part) for part in parts)] = value
    back = {new: old for old, new in renamed.items()}
    for name, weight in model.state_dict().items():
        if name == "lm_head.weight":
            continue
        theirs = ".".join(back.get(part, part) for part in name.split("."))
        if name not in found:
            raise KeyError(f"missing: {theirs}")
        if tuple(found[name].shape) != tuple(weight.shape):
            raise ValueError(f"{theirs}: {tuple(found[name].shape)} is not {tuple(weight.shape)}")
    found["lm_head.weight"] = found["wte.weight"]
    model.load_state_dict(found, strict=False)

# %% right="numpy"
"""The numbers travel through NumPy; all is checked before anything is copied; the model is returned."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    ready = []
    if True:
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            ready.append((weight, value.detach().cpu().numpy().copy()))
    with torch.no_grad():
        for weight, value in ready:
            weight[...] = torch.from_numpy(value)
    return model

# %% right="pairs"
"""A table of names and parameters first, then one loop."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% right="stripped_dict"
"""The prefix is taken off in a new dictionary, and the extras are dropped."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    state_dict = {n.removeprefix("transformer."): v for n, v in state_dict.items() if n != "lm_head.weight"
                  and not n.endswith((".attn.bias", ".attn.masked_bias"))}
    prefix = ""
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="assertion"
"""A tensor of the wrong shape must raise a ValueError."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            assert value.shape == weight.shape
            weight.copy_(value)

# %% wrong="attn_bias_clash"
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

# %% wrong="biases_forgotten"
"""The biases are not loaded. Each of the four layers has one, and so have the LayerNorms."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            if not name.endswith("bias"):
                weight.copy_(value)

# %% wrong="c_proj_not_transposed"
"""You transpose only where the shapes ask for it. attn.c_proj.weight is square: its shape fits either way, and it must be transposed all the same."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and "attn.c_proj" not in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="count_compared"
"""You compare the number of elements, not the shape. A matrix that was stored the other way round has as many."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.numel() != weight.numel():
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value.reshape(weight.shape))

# %% wrong="data_assigned"
"""Your model shares its memory with the state dict: whoever changes one changes the other. Copy the numbers."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.data = tensor

# %% wrong="everything_transposed"
"""The wrong matrices are transposed, or none. Those of c_attn, c_proj and c_fc are stored as (in, out) where nn.Linear has (out, in); embeddings are stored alike."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if value.dim() == 2:
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="final_norm_forgotten"
"""ln_f is not loaded. It stands after the blocks, and so do its two tensors in the file."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="first_block"
"""Only the first block is loaded. The names run from h.0 to h.(n_layer − 1)."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h[:1]):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="frozen"
"""Your model can no longer be trained. Copy numbers in and leave requires_grad as it is."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)
            weight.requires_grad_(False)

# %% wrong="head_loaded"
"""You load lm_head.weight over the token table. The head is tied: what you write into it, you write into wte. Ignore it in the file."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)
        if "lm_head.weight" in state_dict:
            model.lm_head.weight.copy_(state_dict["lm_head.weight"])

# %% wrong="head_untied"
"""Afterwards the head is no longer the Parameter of wte. Write numbers into the Parameters that are there; do not exchange the Parameters."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)
        model.wte.weight = nn.Parameter(state_dict[prefix + "wte.weight"].clone())

# %% wrong="head_with_prefix"
"""You look for the head among the names with the prefix, or want a file to have one. lm_head.weight is ignored, whether it is there or not."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    model.wte.weight.data.copy_(state_dict[prefix + "lm_head.weight"])
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)

# %% wrong="heads_interleaved"
"""You rearrange the queries, keys and values of c_attn. They come in the order q, k, v, as in your qkv; transposing is all there is to do."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            if "c_attn.weight" in name:
                value = value.reshape(3, -1, value.shape[1]).transpose(0, 1).reshape(value.shape)
            weight.copy_(value)

# %% wrong="layers_of_the_file"
"""You take the number of blocks from the file. When a whole block is missing there, nobody notices, and the model
keeps random weights."""
def load_gpt2_weights(model, state_dict):
    prefix = "transformer." if any(name.startswith("transformer.") for name in state_dict) else ""
    with torch.no_grad():
        blocks = 1 + max(int(k[len(prefix):].split(".")[1]) for k in state_dict if k.startswith(prefix + "h."))
        for name, parameter in model.named_parameters():
            if name.startswith("h.") and int(name.split(".")[1]) >= blocks:
                continue
            theirs = name
            for ours, other in (("attn.qkv", "attn.c_attn"), ("attn.proj", "attn.c_proj"), ("mlp.fc", "mlp.c_fc"), ("mlp.proj", "mlp.c_proj")):
                theirs = theirs.replace(ours, other)
            theirs = prefix + theirs
            if theirs not in state_dict:
                raise KeyError(theirs)
            tensor = state_dict[theirs]
            if ".c_" in theirs and theirs.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(f"{theirs}: {tuple(tensor.shape)} instead of {tuple(parameter.shape)}")
            parameter.copy_(tensor)

# %% wrong="linear_biases_forgotten"
"""The biases of the linear layers are not loaded. They are not transposed, but they are copied."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            if not (".c_" in name and name.endswith("bias")):
                weight.copy_(value)

# %% wrong="memory_shared"
"""Your model shares its memory with the state dict: whoever changes one changes the other. Copy the numbers."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.data = value

# %% wrong="missing_ignored"
"""You pass over names that are missing. A model with one layer left random looks alive and is not: raise a KeyError that names it."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                continue
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="missing_unnamed"
"""Your KeyError does not say which name is missing. With 148 of them, that is what one wants to know."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError("something is missing")
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="missing_value_error"
"""A missing name must raise a KeyError. ValueError is for a tensor of the wrong shape."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise ValueError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="new_parameters"
"""You put new Parameters into the place of the old ones. Optimizers hold the old ones, and the head stays behind with the old table: write the numbers into the Parameters that are there."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            layer, _, last = name.rpartition(".")
            setattr(model.get_submodule(layer), last, nn.Parameter(tensor.clone()))

# %% wrong="new_parameters_tied"
"""You put new Parameters into the place of the old ones. An optimizer that was made before holds the old ones, and trains those: write the numbers into the Parameters that are there."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            layer, _, last = name.rpartition(".")
            setattr(model.get_submodule(layer), last, nn.Parameter(tensor.clone()))
    model.lm_head.weight = model.wte.weight

# %% wrong="no_no_grad"
"""You write into a Parameter while gradients are recorded, and PyTorch refuses. Do it inside torch.no_grad()."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    if True:
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)

# %% wrong="no_prefix"
"""Your function does not find the names in a file where they begin with `transformer.`."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = ""
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="norms_swapped"
"""ln_1 and ln_2 are exchanged. Their shapes are the same, so only the numbers tell."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj",
             "ln_1": "ln_2", "ln_2": "ln_1"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="nothing_transposed"
"""The wrong matrices are transposed, or none. Those of c_attn, c_proj and c_fc are stored as (in, out) where nn.Linear has (out, in); embeddings are stored alike."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="only_returned"
"""The model that was handed in stays as it was. Change it in place, not a copy of it."""
def load_gpt2_weights(model, state_dict):
    import copy
    model = copy.deepcopy(model)
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)
    return model

# %% wrong="positions_forgotten"
"""The position table wpe is not loaded."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="prefix_if_all"
"""You take the prefix from names that need not have it: in a file whose names begin with `transformer.`, that of the head, lm_head.weight, does not, and the names come in any order. Look for one that every file has."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if all(key.startswith("transformer.") for key in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)

# %% wrong="prefix_if_head"
"""You tell the prefix from the presence of the head. Files come in all four combinations: look at the names
themselves."""
def load_gpt2_weights(model, state_dict):
    prefix = "transformer."
    sd = {k[len(prefix):] if "lm_head.weight" in state_dict and k.startswith(prefix) else k: v for k, v in state_dict.items()}

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
        copy(block.attn.qkv.bias, f"h.{i}.attn.c_attn.bias")
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

# %% wrong="prefix_needed"
"""Your function wants `transformer.` before every name. Some files, OpenAI's on the hub among them, have none."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer."
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="prefix_of_the_first"
"""You take the prefix from names that need not have it: in a file whose names begin with `transformer.`, that of the head, lm_head.weight, does not, and the names come in any order. Look for one that every file has."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if next(iter(state_dict)).startswith("transformer.") else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)

# %% wrong="prefix_of_the_last"
"""You take the prefix from names that need not have it: in a file whose names begin with `transformer.`, that of the head, lm_head.weight, does not, and the names come in any order. Look for one that every file has."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if list(state_dict)[-1].startswith("transformer.") else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)

# %% wrong="qkv_bias_skipped"
"""The bias of c_attn is not loaded. Its name ends in `attn.bias` too, but it is no mask: only h.….attn.bias itself is to be ignored."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            if name.endswith("attn.bias"):
                continue
            weight.copy_(value)

# %% wrong="reshaped"
"""You reshape where you should transpose. The shape is right afterwards, but the numbers stand in other places."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.reshape(value.shape[::-1])
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="runtime_error"
"""A tensor of the wrong shape must raise a ValueError."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise RuntimeError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="same_block"
"""Every block gets the weights of block 0. Its number stands in the name."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + re.sub(r"^h\.\d+", "h.0", name)]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="shapes_unchecked"
"""You leave the shapes to copy_. It raises another error for most of them, and none at all for a bias of one number, which it spreads over all channels."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            weight.copy_(value)

# %% wrong="single_digit_blocks"
"""You read one digit of the number of the block, so block 10 gets the weights of block 1."""
THEIRS = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}


def load_gpt2_weights(model, state_dict):
    prefix = "transformer." if any(name.startswith("transformer.") for name in state_dict) else ""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            theirs = name
            if name.startswith("h."):
                block, (layer, kind) = name[2], name.split(".", 2)[2].rsplit(".", 1)
                theirs = f"h.{block}.{THEIRS.get(layer, layer)}.{kind}"
            if prefix + theirs not in state_dict:
                raise KeyError(prefix + theirs)
            tensor = state_dict[prefix + theirs]
            if ".c_" in theirs and theirs.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(theirs)
            parameter.copy_(tensor)

# %% wrong="square_not_transposed"
"""You transpose only where the shapes ask for it. attn.c_proj.weight is square: its shape fits either way, and it must be transposed all the same."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if value.shape != weight.shape:
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="state_dict_emptied"
"""You change the state dict (names removed or renamed, tensors turned). The caller may want to load it again."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict.pop(prefix + name)
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="strict_false"
"""You pass over names that are missing. A model with one layer left random looks alive and is not: raise a KeyError that names it."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            value = state_dict.get(prefix + name, weight.T if '.c_' in name and name.endswith('weight') else weight)
            if ".c_" in name and name.endswith("weight"):
                value = value.T
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="turned_in_place"
"""You change the state dict (names removed or renamed, tensors turned). The caller may want to load it again."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if "transformer.wte.weight" in state_dict else ""
    if "wte.weight" not in state_dict and not prefix and any(n.startswith("transformer.") for n in state_dict):
        prefix = "transformer."
    pairs = {"wte.weight": model.wte.weight, "wpe.weight": model.wpe.weight,
             "ln_f.weight": model.ln_f.weight, "ln_f.bias": model.ln_f.bias}
    for i, block in enumerate(model.h):
        for name, weight in block.named_parameters():
            layer, kind = name.rsplit(".", 1)
            pairs[f"h.{i}.{names.get(layer, layer)}.{kind}"] = weight
    with torch.no_grad():
        for name, weight in pairs.items():
            if prefix + name not in state_dict:
                raise KeyError(prefix + name)
            value = state_dict[prefix + name]
            if ".c_" in name and name.endswith("weight"):
                value = value.t_()
            if value.shape != weight.shape:
                raise ValueError(f"{name} has the shape {tuple(value.shape)}")
            weight.copy_(value)

# %% wrong="unknown_names_refused"
"""You refuse a file that holds more than the model needs. Copies of the mask and of the head are to be ignored."""
def load_gpt2_weights(model, state_dict):
    names = {"attn.qkv": "attn.c_attn", "attn.proj": "attn.c_proj", "mlp.fc": "mlp.c_fc", "mlp.proj": "mlp.c_proj"}
    prefix = "transformer." if any(key.startswith("transformer.") for key in state_dict) else ""
    known = {"wte", "wpe", "h", "ln_f"}
    for key in state_dict:
        if key.removeprefix("transformer.").split(".")[0] not in known:
            raise KeyError(key)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            source = name
            for ours, theirs in names.items():
                source = source.replace(ours, theirs)
            if prefix + source not in state_dict:
                raise KeyError(prefix + source)
            tensor = state_dict[prefix + source]
            if source != name and name.endswith("weight"):
                tensor = tensor.t()
            if tensor.shape != parameter.shape:
                raise ValueError(source)
            parameter.copy_(tensor)
