# %% right="add_param_group"
"""The second group is added afterwards."""
def configure_optimizer(model, lr, weight_decay):
    trainable = list(filter(lambda p: p.requires_grad, model.parameters()))
    optimizer = torch.optim.AdamW([{"params": [p for p in trainable if p.ndim >= 2]}], lr=lr, weight_decay=weight_decay)
    rest = [p for p in trainable if p.ndim < 2]
    if rest:
        optimizer.add_param_group({"params": rest, "weight_decay": 0.0})
    return optimizer

# %% right="foreach_off"
"""AdamW without its multi-tensor form."""
def configure_optimizer(model, lr, weight_decay):
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    decay = [p for _, p in named if p.dim() >= 2]
    decay_ids = set(map(id, decay))
    others = [p for _, p in named if id(p) not in decay_ids]
    return torch.optim.AdamW(
        [{"params": decay, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=lr, foreach=False
    )

# %% right="generators"
"""Generator expressions, which AdamW turns into lists itself."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW(
        [
            {"params": (p for p in model.parameters() if p.requires_grad and p.dim() >= 2), "weight_decay": weight_decay},
            {"params": (p for p in model.parameters() if p.requires_grad and p.dim() < 2), "weight_decay": 0.0},
        ],
        lr=lr,
    )

# %% right="group_per_parameter"
"""A group for each parameter."""
def configure_optimizer(model, lr, weight_decay):
    groups = []
    for parameter in model.parameters():
        if parameter.requires_grad:
            strength = weight_decay if parameter.ndim > 1 else 0.0
            groups.append({"params": [parameter], "weight_decay": strength, "lr": lr})
    return torch.optim.AdamW(groups)

# %% right="grouped_by_dimensions"
"""A dictionary with the number of dimensions as its key."""
from collections import defaultdict
from torch.optim import AdamW


def configure_optimizer(model, lr, weight_decay):
    by_dim = defaultdict(list)
    for p in model.parameters():
        if p.requires_grad:
            by_dim[p.dim()].append(p)
    return AdamW([{"params": ps, "weight_decay": 0.0 if d < 2 else weight_decay} for d, ps in by_dim.items()], lr)

# %% right="nanogpt"
"""A dictionary of names, as in nanoGPT, with its betas."""
def configure_optimizer(model, lr, weight_decay):
    param_dict = {pn: p for pn, p in model.named_parameters()}
    param_dict = {pn: p for pn, p in param_dict.items() if p.requires_grad}
    decay_params = [p for n, p in param_dict.items() if p.dim() >= 2]
    nodecay_params = [p for n, p in param_dict.items() if p.dim() < 2]
    optim_groups = [
        {"params": decay_params, "weight_decay": weight_decay},
        {"params": nodecay_params, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(optim_groups, lr=lr, betas=(0.9, 0.95))

# %% right="no_decay_first"
"""The vectors first; the decay is the default of the optimizer."""
def configure_optimizer(model, lr, weight_decay):
    vectors, matrices = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        (matrices if len(p.shape) >= 2 else vectors).append(p)
    return torch.optim.AdamW(
        [{"params": vectors, "weight_decay": 0.0}, {"params": matrices}], lr=lr, weight_decay=weight_decay
    )

# %% right="set_afterwards"
"""Built with one decay, which is then set group by group."""
def configure_optimizer(model, lr, weight_decay):
    parameters = [p for p in model.parameters() if p.requires_grad]
    groups = [{"params": [p]} for p in parameters]
    optimizer = torch.optim.AdamW(groups, lr=lr, weight_decay=weight_decay)
    for group in optimizer.param_groups:
        if group["params"][0].dim() < 2:
            group["weight_decay"] = 0.0
    return optimizer

# %% right="subclass"
"""A class derived from AdamW."""
class GroupedAdamW(torch.optim.AdamW):
    def __init__(self, model, lr, weight_decay):
        matrices = {"params": [], "weight_decay": weight_decay}
        vectors = {"params": [], "weight_decay": 0.0}
        for p in model.parameters():
            if p.requires_grad:
                (vectors, matrices)[p.dim() >= 2]["params"].append(p)
        super().__init__([g for g in (matrices, vectors) if g["params"]], lr=lr)


def configure_optimizer(model, lr, weight_decay):
    return GroupedAdamW(model, lr, weight_decay)

# %% right="two_lists"
"""Two list comprehensions, two groups."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% right="walk_over_modules"
"""A walk over the modules that remembers what it has met."""
def configure_optimizer(model, lr, weight_decay):
    seen, decay, keep = set(), [], []
    for module in model.modules():
        for parameter in module.parameters(recurse=False):
            if id(parameter) in seen or not parameter.requires_grad:
                continue
            seen.add(id(parameter))
            (decay if parameter.dim() > 1 else keep).append(parameter)
    groups = [dict(params=decay, weight_decay=weight_decay), dict(params=keep, weight_decay=0)]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99), eps=1e-8)

# %% wrong="adam"
"""Your optimizer is not AdamW. Plain gradient descent takes one step size for all weights, and Adam adds the decay to the gradient, where its division undoes most of it; AdamW shrinks the weights directly."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.Adam(groups, lr=lr)

# %% wrong="blocks_only"
"""Your optimizer knows the blocks only. Embeddings and the final LayerNorm are trained too."""
def configure_optimizer(model, lr, weight_decay):
    source = model.h if hasattr(model, "h") else model
    params = [p for p in source.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="by_names_of_gpt"
"""You go by the names that stand in a GPT. In another model a vector may have any name, and would decay. Ask a parameter for its number of dimensions."""
def configure_optimizer(model, lr, weight_decay):
    decay, no_decay = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (no_decay if name.endswith("bias") or "ln_" in name else decay).append(p)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="by_the_word_bias"
"""You go by names, "weight" and "bias". A LayerNorm's weight is a vector and decays then too. Ask a parameter for its number of dimensions."""
def configure_optimizer(model, lr, weight_decay):
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    decay = [p for n, p in named if "bias" not in n]
    no_decay = [p for n, p in named if "bias" in n]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="by_the_word_weight"
"""You go by names, "weight" and "bias". A LayerNorm's weight is a vector and decays then too. Ask a parameter for its number of dimensions."""
def configure_optimizer(model, lr, weight_decay):
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    decay = [p for n, p in named if n.endswith("weight")]
    no_decay = [p for n, p in named if not n.endswith("weight")]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="decay_ignored"
"""Your weight_decay is not used: AdamW works with its default of 0.01."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=lr)

# %% wrong="decay_on_everything"
"""Your weight decay pulls at the biases and the LayerNorms too. It belongs to parameters of two or more dimensions only: a LayerNorm's weight should not be drawn towards 0."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(params, lr=lr, weight_decay=weight_decay)

# %% wrong="decay_times_lr"
"""You multiplied the weight decay by the learning rate. AdamW does that itself; hand it over as it is."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": lr * weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="default_decay_left"
"""Your second group says nothing about weight decay, so AdamW fills in its own default, 0.01. Biases and LayerNorms want a decay of 0, said out loud."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    return torch.optim.AdamW([{"params": decay, "weight_decay": weight_decay}, {"params": no_decay}], lr=lr)

# %% wrong="embeddings_spared"
"""Your embeddings do not decay. They are matrices like the others, and here all parameters of two or more dimensions decay."""
def configure_optimizer(model, lr, weight_decay):
    spared = {id(m.weight) for m in model.modules() if isinstance(m, nn.Embedding)}
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2 and id(p) not in spared]
    no_decay = [p for p in params if p.dim() < 2 or id(p) in spared]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="exactly_two"
"""Only parameters of exactly two dimensions decay in your optimizer. Two or more is the rule; a stack of matrices decays too."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() == 2]
    no_decay = [p for p in params if p.dim() != 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="fixed_decay"
"""Your weight decay is a number of your own, 0.1. Use the one that was handed in."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": 0.1}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="groups_returned"
"""You return the groups. The optimizer made of them is asked for."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    return [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]

# %% wrong="groups_swapped"
"""Your groups are the wrong way round: the vectors decay and the matrices do not."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() < 2]
    no_decay = [p for p in params if p.dim() >= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="head_skipped"
"""You leave out the head's weight because it is tied. In a model where it is not, it would never be trained.
`parameters()` lists a shared weight once by itself."""
def configure_optimizer(model, lr, weight_decay):
    decay, rest = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad or name.endswith("lm_head.weight"):
            continue
        (decay if p.dim() >= 2 else rest).append(p)
    return torch.optim.AdamW([{"params": decay, "weight_decay": weight_decay}, {"params": rest, "weight_decay": 0.0}], lr=lr)

# %% wrong="known_layers_only"
"""You go by the kinds of layers that stand in a GPT, so in another model parameters are forgotten and never trained. Go over model.parameters(), and ask each for its number of dimensions."""
def configure_optimizer(model, lr, weight_decay):
    decay, no_decay = {}, {}
    for module in model.modules():
        if isinstance(module, (nn.Linear, nn.Embedding)):
            decay[id(module.weight)] = module.weight
            if getattr(module, "bias", None) is not None:
                no_decay[id(module.bias)] = module.bias
        elif isinstance(module, (LayerNorm, nn.LayerNorm)):
            no_decay[id(module.weight)] = module.weight
            no_decay[id(module.bias)] = module.bias
    decay = [p for p in decay.values() if p.requires_grad]
    no_decay = [p for p in no_decay.values() if p.requires_grad]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="lr_ignored"
"""Your learning rate is not the one that was handed in: AdamW took its default, 0.001."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups)

# %% wrong="lr_in_one_group"
"""Your second group has another learning rate: AdamW's default, 0.001. Both groups get lr."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay, "lr": lr}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups)

# %% wrong="matrices_twice"
"""Your matrices stand in both groups, or would if PyTorch allowed it. Each parameter belongs to exactly one."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": params, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="more_than_two"
"""Your matrices do not decay. All parameters of two or more dimensions should, with the weight_decay that was handed in."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() > 2]
    no_decay = [p for p in params if p.dim() <= 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="mutable_default"
"""Lists as default values are made once and shared by all calls: the second optimizer also holds the weights of the
first model."""
def configure_optimizer(model, lr, weight_decay, decay=[], rest=[]):
    for p in model.parameters():
        if p.requires_grad:
            (decay if p.dim() >= 2 else rest).append(p)
    return torch.optim.AdamW([{"params": list(decay), "weight_decay": weight_decay},
                              {"params": list(rest), "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.99))

# %% wrong="no_decay_at_all"
"""Your matrices do not decay. All parameters of two or more dimensions should, with the weight_decay that was handed in."""
def configure_optimizer(model, lr, weight_decay):
    return torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=lr, weight_decay=0.0)

# %% wrong="only_with_gradient"
"""You take only weights that have a gradient already. The others get theirs later, and are never moved."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    if any(p.grad is not None for p in params):
        params = [p for p in params if p.grad is not None]
    return torch.optim.AdamW([{"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
                              {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0}], lr=lr)

# %% wrong="sgd"
"""Your optimizer is not AdamW. Plain gradient descent takes one step size for all weights, and Adam adds the decay to the gradient, where its division undoes most of it; AdamW shrinks the weights directly."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.SGD(groups, lr=lr)

# %% wrong="shared_left_out"
"""The table that wte and lm_head share is in none of your groups: you left the head out, and with it the embedding. It is one parameter, once."""
def configure_optimizer(model, lr, weight_decay):
    head = getattr(model, "lm_head", None)
    skip = id(head.weight) if head is not None else None
    params = [p for p in model.parameters() if p.requires_grad and id(p) != skip]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="shared_twice"
"""The parameter that wte and lm_head share stands in your list twice, so each step would update it twice. Count objects, not names."""
def configure_optimizer(model, lr, weight_decay):
    decay, no_decay = [], []
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if p.requires_grad:
                (decay if p.dim() >= 2 else no_decay).append(p)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="shared_twice_by_name"
"""The parameter that wte and lm_head share stands in your list twice, so each step would update it twice. Count objects, not names."""
def configure_optimizer(model, lr, weight_decay):
    named = dict(model.named_parameters(remove_duplicate=False))
    decay = [p for p in named.values() if p.requires_grad and p.dim() >= 2]
    no_decay = [p for p in named.values() if p.requires_grad and p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="squeezed_dimensions"
"""You do not count dimensions of size 1. A matrix with a single row is a matrix, and decays."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    is_matrix = [sum(size > 1 for size in p.shape) >= 2 for p in params]
    return torch.optim.AdamW([{"params": [p for p, m in zip(params, is_matrix) if m], "weight_decay": weight_decay},
                              {"params": [p for p, m in zip(params, is_matrix) if not m], "weight_decay": 0.0}],
                             lr=lr, betas=(0.9, 0.99))

# %% wrong="state_dict"
"""Your optimizer holds copies out of state_dict(), not the parameters: they never get a gradient, so nothing would be trained. Go over model.parameters()."""
def configure_optimizer(model, lr, weight_decay):
    params = list(model.state_dict().values())
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="two_optimizers"
"""You return two optimizers. One is asked for, with two groups of parameters: it takes care of both in one step."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() >= 2]
    no_decay = [p for p in params if p.dim() < 2]
    return (
        torch.optim.AdamW(decay, lr=lr, weight_decay=weight_decay),
        torch.optim.AdamW(no_decay, lr=lr, weight_decay=0.0),
    )

# %% wrong="two_or_one_only"
"""Parameters of three dimensions are in none of your groups and would never be trained. Each trainable parameter belongs to exactly one."""
def configure_optimizer(model, lr, weight_decay):
    params = [p for p in model.parameters() if p.requires_grad]
    decay = [p for p in params if p.dim() == 2]
    no_decay = [p for p in params if p.dim() == 1]
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)

# %% wrong="vectors_forgotten"
"""Your optimizer holds the decaying parameters only. Biases and LayerNorms are trained too, just without decay."""
def configure_optimizer(model, lr, weight_decay):
    decay = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(decay, lr=lr, weight_decay=weight_decay)

# %% wrong="zero_decay_replaced"
""""or" takes a given 0 for nothing: no weight decay is impossible."""
def configure_optimizer(model, lr, weight_decay):
    weight_decay = weight_decay or 0.1
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW([{"params": [p for p in params if p.dim() >= 2], "weight_decay": weight_decay},
                              {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0}], lr=lr, betas=(0.9, 0.99))




# %% wrong="frozen_listed"
"""Your optimizer lists parameters that are not to be trained. Ask each for its requires_grad, and leave the frozen ones out."""
def configure_optimizer(model, lr, weight_decay):
    groups = [{"params": [weight for weight in model.parameters() if weight.dim() >= 2], "weight_decay": weight_decay},
              {"params": [weight for weight in model.parameters() if weight.dim() < 2], "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99))

# %% wrong="nothing_returned"
"""Your function makes an optimizer and returns nothing. Is the `return` missing?"""
def configure_optimizer(model, lr, weight_decay):
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW([{"params": [weight for weight in weights if weight.dim() >= 2], "weight_decay": weight_decay},
                                   {"params": [weight for weight in weights if weight.dim() < 2], "weight_decay": 0.0}], lr=lr)

# %% wrong="pairs_listed"
"""named_parameters() gives pairs of name and parameter; the group wants the parameters alone."""
def configure_optimizer(model, lr, weight_decay):
    weights = [weight for weight in model.named_parameters() if weight[1].requires_grad]
    groups = [{"params": [weight for weight in weights if weight[1].dim() >= 2], "weight_decay": weight_decay},
              {"params": [weight for weight in weights if weight[1].dim() < 2], "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)
