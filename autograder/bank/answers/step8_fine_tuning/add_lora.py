# %% right="adapters_thawed"
"""Everything frozen at the end, then the adapters thawed; the count through a set of parameters."""
def add_lora(model, rank, alpha):
    adapters = []
    for block in model.h:
        for name, linear in (("qkv", block.attn.qkv), ("proj", block.attn.proj)):
            block.attn._modules[name] = LoRALinear(linear, rank, alpha)
            adapters += [block.attn._modules[name].A, block.attn._modules[name].B]
    model.requires_grad_(False)
    for weight in adapters:
        weight.requires_grad_(True)
    return sum(len(weight.flatten()) for weight in set(adapters))

# %% right="apply"
"""A helper for one block and a running total."""
def wrap_block(block, rank, alpha):
    attn = block.attn
    attn.qkv = LoRALinear(attn.qkv, rank, alpha)
    attn.proj = LoRALinear(attn.proj, rank, alpha)
    return attn.qkv.A.numel() + attn.qkv.B.numel() + attn.proj.A.numel() + attn.proj.B.numel()


def add_lora(model, rank, alpha):
    for part in model.children():
        part.requires_grad_(False)
    return sum(wrap_block(block, rank, alpha) for block in model.h)

# %% right="by_class"
"""All attention layers found by their class."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for module in list(model.modules()):
        if isinstance(module, MultiHeadAttention):
            module.qkv = LoRALinear(module.qkv, rank, alpha)
            module.proj = LoRALinear(module.proj, rank, alpha)
    return int(sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad))

# %% right="by_formula"
"""The count in closed form: r(C + 3C) + r(C + C) a block."""
def add_lora(model, rank, alpha):
    C = model.config.d_model
    model.requires_grad_(False)
    for i in range(model.config.n_layer):
        attn = model.h[i].attn
        attn.qkv, attn.proj = LoRALinear(attn.qkv, rank, alpha), LoRALinear(attn.proj, rank, alpha)
    return model.config.n_layer * rank * (C + 3 * C + C + C)

# %% right="frozen_by_name"
"""Wrapped first; what is no A and no B is frozen after that."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    total = 0
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.split(".")[-1] in ("A", "B")
        if parameter.requires_grad:
            total += math.prod(parameter.shape)
    return total

# %% right="named_modules"
"""Every nn.Linear whose name says so, collected first, then replaced in its parent."""
def add_lora(model, rank, alpha):
    wanted = [name for name, module in model.named_modules()
              if isinstance(module, nn.Linear) and name.endswith((".attn.qkv", ".attn.proj"))]
    for weight in model.parameters():
        weight.requires_grad_(False)
    for name in wanted:
        parent, _, child = name.rpartition(".")
        setattr(model.get_submodule(parent), child, LoRALinear(model.get_submodule(name), rank, alpha))
    trainable = filter(lambda weight: weight.requires_grad, model.parameters())
    return sum(map(torch.numel, trainable))

# %% right="setattr"
"""A loop over names with getattr and setattr; the count collected on the way."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    for block in model.h:
        for name in ["qkv", "proj"]:
            adapter = LoRALinear(getattr(block.attn, name), rank=rank, alpha=alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count

# %% right="subclass"
"""Wraps with a subclass of LoRALinear."""
class AttentionLoRA(LoRALinear):
    """The same, by another name."""


def add_lora(model, rank, alpha):
    for p in model.parameters():
        p.requires_grad_(False)
    made = []
    for block in model.h:
        block.attn.qkv = AttentionLoRA(block.attn.qkv, rank, alpha)
        block.attn.proj = AttentionLoRA(block.attn.proj, rank, alpha)
        made += [block.attn.qkv, block.attn.proj]
    return sum(m.A.nelement() + m.B.nelement() for m in made)

# %% right="two_lines"
"""Freeze everything, wrap, count."""
def add_lora(model, rank, alpha):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="a_counted_only"
"""You count only one of the two matrices of each adapter."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for name, p in model.named_parameters() if name.endswith("A"))

# %% wrong="all_parameters_counted"
"""You count all parameters. Only the trainable ones are asked for; that they are so few is the point."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters())

# %% wrong="alpha_not_handed_on"
"""You take alpha and do not hand it on, so the scale is another one."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, rank)
        block.attn.proj = LoRALinear(block.attn.proj, rank, rank)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="b_random"
"""Your adapters change the model from the start. B must stay at zero until training moves it."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
        for layer in (block.attn.qkv, block.attn.proj):
            nn.init.normal_(layer.B, std=0.02)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="copy"
"""The model that was handed in stays as it was. Change it in place, not a copy of it."""
def add_lora(model, rank, alpha):
    import copy

    model = copy.deepcopy(model)
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="counted_then_frozen"
"""You freeze everything at the end, the new adapters too: nothing is left to learn. Freeze first, then wrap."""
def add_lora(model, rank, alpha):
    count = 0
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    model.requires_grad_(False)
    return count

# %% wrong="every_linear_layer"
"""You wrap every nn.Linear of the blocks. Only attn.qkv and attn.proj get adapters; the feed-forward network has a proj as well, mind the name."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
        block.mlp.fc = LoRALinear(block.mlp.fc, rank, alpha)
        block.mlp.proj = LoRALinear(block.mlp.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="every_proj"
"""You wrap every nn.Linear of the blocks. Only attn.qkv and attn.proj get adapters; the feed-forward network has a proj as well, mind the name."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if name.endswith(("qkv", "proj")):
            parent = model.get_submodule(name.rsplit(".", 1)[0])
            setattr(parent, name.rsplit(".", 1)[1], LoRALinear(module, rank, alpha))
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="everything_frozen"
"""You freeze everything at the end, the new adapters too: nothing is left to learn. Freeze first, then wrap."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    model.requires_grad_(False)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="first_block"
"""Only one block gets adapters. Each block has an attention of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    attn = model.h[0].attn
    attn.qkv = LoRALinear(attn.qkv, rank, alpha)
    attn.proj = LoRALinear(attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="fixed_rank"
"""You use a rank of your own. It is an argument."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, 8, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, 8, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="frozen_as_an_attribute"
"""The rest of the model is not frozen. LoRALinear freezes only the layer that it wraps, and an attribute of a module freezes nothing: embeddings, LayerNorms and feed-forward networks must be told, each parameter of them."""
def add_lora(model, rank, alpha):
    model.requires_grad = False
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="head_too"
"""The head gets an adapter as well. Only attn.qkv and attn.proj do."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    model.lm_head = LoRALinear(model.lm_head, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="loop_variable"
"""The adapter goes into the loop's name, not into the model."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            layer = LoRALinear(layer, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="mlp"
"""You wrap the feed-forward network's layers. The adapters go into the attention, attn.qkv and attn.proj."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.mlp.fc = LoRALinear(block.mlp.fc, rank, alpha)
        block.mlp.proj = LoRALinear(block.mlp.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="model_returned"
"""You return the model. It is changed in place; what comes back is the number of trainable parameters."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return model

# %% wrong="new_layers"
"""You wrap new nn.Linear layers, so what the model had learned is gone. Wrap the layer that is there."""
def add_lora(model, rank, alpha):
    C = model.config.d_model
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(nn.Linear(C, 3 * C), rank, alpha)
        block.attn.proj = LoRALinear(nn.Linear(C, C), rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="not_put_back"
"""You make the adapters and never put them into the model: a name in a loop is not the model's attribute."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    for block in model.h:
        for layer in (block.attn.qkv, block.attn.proj):
            layer = LoRALinear(layer, rank, alpha)
            count += layer.A.numel() + layer.B.numel()
    return count

# %% wrong="nothing_returned"
"""Your function ends without giving anything back. The number of trainable parameters is asked for."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)

# %% wrong="one_adapter_for_all"
"""All blocks share one adapter, and with it one wrapped layer. Each layer keeps its own weights and gets an adapter of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    qkv = LoRALinear(model.h[0].attn.qkv, rank, alpha)
    proj = LoRALinear(model.h[0].attn.proj, rank, alpha)
    for block in model.h:
        block.attn.qkv, block.attn.proj = qkv, proj
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="only_the_blocks_frozen"
"""Only the blocks are frozen. The embeddings and the final LayerNorm belong to the rest as well."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.requires_grad_(False)
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="only_the_linear_layers_frozen"
"""You freeze the nn.Linear layers only. Embeddings and LayerNorms belong to the rest as well."""
def add_lora(model, rank, alpha):
    for module in model.modules():
        if isinstance(module, nn.Linear) and module is not model.lm_head:
            module.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="only_the_matrices_frozen"
"""You freeze the matrices only. Biases and LayerNorms belong to the rest as well."""
def add_lora(model, rank, alpha):
    for weight in model.parameters():
        if weight.dim() > 1:
            weight.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="proj_only"
"""You wrap attn.proj only. qkv gets an adapter too."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="qkv_only"
"""You wrap qkv only. attn.proj gets an adapter too."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="rank_and_alpha_exchanged"
"""rank and alpha have changed places. The order is LoRALinear(linear, rank, alpha)."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, alpha, rank)
        block.attn.proj = LoRALinear(block.attn.proj, alpha, rank)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="rest_not_frozen"
"""The rest of the model is not frozen. LoRALinear freezes only the layer that it wraps, and an attribute of a module freezes nothing: embeddings, LayerNorms and feed-forward networks must be told, each parameter of them."""
def add_lora(model, rank, alpha):
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="rest_not_frozen_but_not_counted"
"""The rest of the model is not frozen. LoRALinear freezes only the layer that it wraps, and an attribute of a module freezes nothing: embeddings, LayerNorms and feed-forward networks must be told, each parameter of them."""
def add_lora(model, rank, alpha):
    count = 0
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count

# %% wrong="return_in_the_loop"
"""Only one block gets adapters. Each block has an attention of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
        return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="share_returned"
"""You return a share. The number of trainable parameters is asked for, an int."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return trainable / sum(p.numel() for p in model.parameters())

# %% wrong="shared_matrices"
"""Your blocks share A and B: one Parameter under several names. Each layer learns a change of its own."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    count = 0
    first = {}
    for block in model.h:
        for name in ("qkv", "proj"):
            adapter = LoRALinear(getattr(block.attn, name), rank, alpha)
            first.setdefault(name, adapter)
            adapter.A, adapter.B = first[name].A, first[name].B
            setattr(block.attn, name, adapter)
            count += adapter.A.numel() + adapter.B.numel()
    return count

# %% wrong="tensors_counted"
"""You count tensors. How many numbers are in them is asked for."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    return sum(p.requires_grad for p in model.parameters())

# %% wrong="wrapped_twice"
"""Some layers are wrapped twice, an adapter around an adapter. Each gets one."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(block.attn.qkv, rank, alpha)
        block.attn.proj = LoRALinear(block.attn.proj, rank, alpha)
    for module in list(model.modules()):
        if isinstance(module, LoRALinear) and module.linear.out_features == module.linear.in_features:
            module.linear = LoRALinear(module.linear, rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# %% wrong="copied_layers"
"""You wrap copies of the layers. Their numbers are the same, but the layers that were there are no longer in the model. Wrap the layer itself."""
def add_lora(model, rank, alpha):
    model.requires_grad_(False)
    for block in model.h:
        block.attn.qkv = LoRALinear(copy.deepcopy(block.attn.qkv), rank, alpha)
        block.attn.proj = LoRALinear(copy.deepcopy(block.attn.proj), rank, alpha)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)
