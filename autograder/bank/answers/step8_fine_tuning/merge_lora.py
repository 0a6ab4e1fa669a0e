# %% right="data"
"""Through .data, the adapters found by what they are not."""
def merge_lora(model):
    for block in model.h:
        attn = block.attn
        for name in ["qkv", "proj"]:
            layer = getattr(attn, name)
            if type(layer) is nn.Linear:
                continue
            layer.linear.weight.data += layer.scale * (layer.B.data @ layer.A.data)
            setattr(attn, name, layer.linear)
    model.requires_grad_(True)

# %% right="named_modules"
"""All adapters of the model, wherever they are."""
@torch.no_grad()
def merge_lora(model):
    adapters = [(name, module) for name, module in model.named_modules() if isinstance(module, LoRALinear)]
    for name, adapter in adapters:
        parent, _, child = name.rpartition(".")
        adapter.linear.weight.addmm_(adapter.B, adapter.A, alpha=float(adapter.scale))
        setattr(model.get_submodule(parent), child, adapter.linear)
    return len(adapters)

# %% right="new_layer"
"""A new nn.Linear, filled by copy_; the model is returned."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = getattr(block.attn, name)
            if not isinstance(adapter, LoRALinear):
                continue
            old = adapter.linear
            new = nn.Linear(old.in_features, old.out_features, bias=old.bias is not None)
            with torch.no_grad():
                new.weight.copy_(old.weight + adapter.scale * (adapter.B @ adapter.A))
                if old.bias is not None:
                    new.bias.copy_(old.bias)
            setattr(block.attn, name, new)
    return model

# %% right="new_parameter"
"""The weight is replaced by a new Parameter."""
def merge_lora(model):
    for block in model.h:
        for name, layer in list(block.attn.named_children()):
            if hasattr(layer, "A") and hasattr(layer, "B"):
                change = torch.einsum("or,ri->oi", layer.B, layer.A) * layer.scale
                layer.linear.weight = nn.Parameter((layer.linear.weight + change).detach())
                setattr(block.attn, name, layer.linear)

# %% right="plain"
"""The wrapped layer takes the change and goes back to its place."""
def merge_lora(model):
    with torch.no_grad():
        for block in model.h:
            if isinstance(block.attn.qkv, LoRALinear):
                adapter = block.attn.qkv
                adapter.linear.weight += adapter.scale * adapter.B @ adapter.A
                block.attn.qkv = adapter.linear
            if isinstance(block.attn.proj, LoRALinear):
                adapter = block.attn.proj
                adapter.linear.weight += adapter.scale * adapter.B @ adapter.A
                block.attn.proj = adapter.linear

# %% right="recursion"
"""Down through all children; double precision for the product."""
def merge_lora(model):
    for name, child in model.named_children():
        if isinstance(child, LoRALinear):
            change = (child.B.double() @ child.A.double()) * (float(child.scale))
            with torch.no_grad():
                child.linear.weight.copy_(child.linear.weight.double() + change)
            setattr(model, name, child.linear)
        else:
            merge_lora(child)

# %% right="state_dict"
"""A new layer filled by load_state_dict."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = block.attn._modules[name]
            if isinstance(layer, LoRALinear):
                state = {key: value.clone() for key, value in layer.linear.state_dict().items()}
                state["weight"] = state["weight"] + layer.scale * (layer.B.detach() @ layer.A.detach())
                merged = nn.Linear(layer.linear.in_features, layer.linear.out_features, bias="bias" in state)
                merged.load_state_dict(state)
                block.attn._modules[name] = merged

# %% right="through_the_identity"
"""The folded weight read off by sending the identity through the adapter."""
def merge_lora(model):
    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, LoRALinear):
                linear = child.linear
                with torch.no_grad():
                    eye = torch.eye(linear.in_features)
                    folded = child(eye) - (linear.bias if linear.bias is not None else 0)
                    linear.weight.copy_(folded.T)
                setattr(module, name, linear)

# %% wrong="adapters_dropped"
"""You take the adapters out without folding them in: all they have learned is gone."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                setattr(block.attn, name, layer.linear)

# %% wrong="adapters_left"
"""The adapters are still there afterwards, so what you fold into the weights may even count twice. In the model that was handed in, not in a copy, each is replaced by the plain layer that it wraps."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)

# %% wrong="adapters_zeroed"
"""The adapters are still there afterwards, so what you fold into the weights may even count twice. In the model that was handed in, not in a copy, each is replaced by the plain layer that it wraps."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                    layer.B.zero_()

# %% wrong="bias_lost"
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

# %% wrong="bias_random"
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

# %% wrong="bias_scaled"
"""The biases change too. The adapter has none: only the weight takes something up."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                    layer.linear.bias *= 1 + layer.scale
                setattr(block.attn, name, layer.linear)

# %% wrong="class_changed_only"
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

# %% wrong="copy"
"""The adapters are still there afterwards, so what you fold into the weights may even count twice. In the model that was handed in, not in a copy, each is replaced by the plain layer that it wraps."""
def merge_lora(model):
    import copy

    model = copy.deepcopy(model)
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
    return model

# %% wrong="eval_only"
"""You merge in evaluation mode only. The mode has nothing to do with it."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            lora = getattr(block.attn, name)
            if isinstance(lora, LoRALinear) and not model.training:
                with torch.no_grad():
                    lora.linear.weight += lora.scale * (lora.B @ lora.A)
                setattr(block.attn, name, lora.linear)

# %% wrong="first_block"
"""Only the first block is merged."""
def merge_lora(model):
    attn = model.h[0].attn
    for name in ("qkv", "proj"):
        layer = getattr(attn, name)
        if isinstance(layer, LoRALinear):
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            setattr(attn, name, layer.linear)

# %% wrong="first_change_for_all_blocks"
"""You fold the first block's changes into all blocks. Each layer takes up the change of its own adapter."""
def merge_lora(model):
    changes = {}
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                changes.setdefault(name, layer.scale * (layer.B @ layer.A).detach())
                with torch.no_grad():
                    layer.linear.weight += changes[name]
                setattr(block.attn, name, layer.linear)

# %% wrong="flag_on_the_model"
"""A flag on the model says that it is merged: adapters which it gets later are never folded in."""
def merge_lora(model):
    if getattr(model, "merged", False):
        return
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
    model.merged = True

# %% wrong="merged_twice"
"""Your second call folds the same change in once more. When the adapters are gone there is nothing left to add."""
def merge_lora(model):
    if not hasattr(model, "adapters"):
        model.adapters = [(attn, name, getattr(attn, name)) for attn in (block.attn for block in model.h)
                          for name in ("qkv", "proj") if isinstance(getattr(attn, name), LoRALinear)]
    for attn, name, layer in model.adapters:
        with torch.no_grad():
            layer.linear.weight += layer.scale * (layer.B @ layer.A)
        setattr(attn, name, layer.linear)

# %% wrong="no_scale"
"""You fold the change in without its scale, so the outputs are others than before."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.B @ layer.A
                setattr(block.attn, name, layer.linear)

# %% wrong="not_put_back"
"""The adapters are still there afterwards, so what you fold into the weights may even count twice. In the model that was handed in, not in a copy, each is replaced by the plain layer that it wraps."""
def merge_lora(model):
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                layer = layer.linear

# %% wrong="order_a_b"
"""A·B has the shape (rank, rank), if it fits at all. The change is B·A, of shape (out, in)."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.A @ layer.B)
                setattr(block.attn, name, layer.linear)

# %% wrong="proj_only"
"""Only one of the two layers of each block is merged. Both attn.qkv and attn.proj have an adapter."""
def merge_lora(model):
    for block in model.h:
        layer = block.attn.proj
        if isinstance(layer, LoRALinear):
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            block.attn.proj = layer.linear

# %% wrong="qkv_only"
"""Only one of the two layers of each block is merged. Both attn.qkv and attn.proj have an adapter."""
def merge_lora(model):
    for block in model.h:
        layer = block.attn.qkv
        if isinstance(layer, LoRALinear):
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            block.attn.qkv = layer.linear

# %% wrong="return_in_the_loop"
"""Only the first block is merged."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
        return model

# %% wrong="scale_divided"
"""You divide by the scale. The change is multiplied by it, as in forward."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.B @ layer.A / layer.scale
                setattr(block.attn, name, layer.linear)

# %% wrong="scale_twice"
"""Your scale is applied twice."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += (layer.scale * layer.B) @ (layer.scale * layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="second_call_stops"
"""Your second call stops with an error: the adapters are gone by then. Look first whether there is one."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            with torch.no_grad():
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
            setattr(block.attn, name, layer.linear)

# %% wrong="sequential"
"""Your layers are no plain nn.Linear afterwards but something wrapped around one. GPT's weights are saved and loaded under the old names, so put the layer itself back."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, nn.Sequential(layer.linear))

# %% wrong="subtracted"
"""You subtract the change. It is added, as in forward."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight -= layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="sum_thrown_away"
"""You take the adapters out without folding them in: all they have learned is gone."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    weight = layer.linear.weight
                    weight = weight + layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="tensor_for_a_parameter"
"""PyTorch refuses a plain tensor where an nn.Parameter was. Change the numbers of the weight that is there, or make a new Parameter."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                layer.linear.weight = layer.linear.weight + layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="transposed"
"""Your change is transposed. The weight is (out, in), and so is B·A; in a square layer both ways fit, and only one is right."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                change = layer.scale * (layer.A.T @ layer.B.T)
                with torch.no_grad():
                    layer.linear.weight += change if change.shape == layer.linear.weight.shape else change.T
                setattr(block.attn, name, layer.linear)

# %% wrong="transposed_everywhere"
"""Aᵀ Bᵀ has the shape (in, out). The weight is (out, in), and so is B·A."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.A.T @ layer.B.T)
                setattr(block.attn, name, layer.linear)

# %% wrong="untrained_stays"
"""You leave adapters alone whose B is still zero. Afterwards no adapter should be left."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear) and layer.B.abs().sum() > 0:
                with torch.no_grad():
                    layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="weight_replaced_by_the_change"
"""You replace the weight by the change. The change is added to it."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.linear.weight.copy_(layer.scale * (layer.B @ layer.A))
                setattr(block.attn, name, layer.linear)

# %% wrong="gradients_recorded"
"""You add the change while gradients are recorded, so the weight is no longer a parameter of its own: it remembers what it was made of, A and B included, and cannot be copied or trained. Switch gradients off for the sum."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                layer.linear.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)

# %% wrong="weight_of_the_adapter"
"""You ask the adapter for a weight, and it has none: the weight is that of the layer which it wraps."""
def merge_lora(model):
    for block in model.h:
        for name in ("qkv", "proj"):
            layer = getattr(block.attn, name)
            if isinstance(layer, LoRALinear):
                with torch.no_grad():
                    layer.weight += layer.scale * (layer.B @ layer.A)
                setattr(block.attn, name, layer.linear)
