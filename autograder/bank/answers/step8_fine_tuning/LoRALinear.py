# %% right="base_class"
"""An adapter class that is inherited from."""
class Adapter(nn.Module):
    def __init__(self, inputs, outputs, rank):
        super().__init__()
        self.A = nn.Parameter(0.1 * torch.randn(rank, inputs))
        self.B = nn.Parameter(torch.zeros(outputs, rank))

    def change(self, x):
        return x @ (self.B @ self.A).T


class LoRALinear(Adapter):
    def __init__(self, linear, rank, alpha):
        super().__init__(linear.in_features, linear.out_features, rank)
        self.linear, self.scale = linear, alpha / rank
        self.linear.requires_grad_(False)

    def forward(self, x):
        return torch.add(self.linear(x), self.change(x), alpha=self.scale)

# %% right="einsum"
"""Index notation for the adapter."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.linear.requires_grad_(False)
        self.scale = alpha / rank
        self.A = nn.Parameter(torch.rand(rank, linear.in_features) - 0.5)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x):
        return self.linear(x) + self.scale * torch.einsum("...i,ri,or->...o", x, self.A, self.B)

# %% right="kaiming"
"""The published code's start for A, and F.linear for both products."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(linear.weight.new_empty(rank, linear.in_features))
        self.B = nn.Parameter(linear.weight.new_zeros(linear.out_features, rank))
        nn.init.kaiming_uniform_(self.A, a=math.sqrt(5))
        self.rank, self.alpha = rank, alpha

    @property
    def scale(self):
        return self.alpha / self.rank

    def forward(self, x):
        return self.linear(x) + F.linear(F.linear(x, self.A), self.B) * self.scale

# %% right="one_weight"
"""One weight made of both at every call, then a single product."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        out_features, in_features = linear.weight.shape
        self.linear = linear
        self.linear.weight.requires_grad_(False)
        if self.linear.bias is not None:
            self.linear.bias.requires_grad_(False)
        self.A = nn.Parameter(torch.empty(rank, in_features).normal_(std=1 / rank))
        self.B = nn.Parameter(torch.zeros(out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        weight = self.linear.weight + self.scale * (self.B @ self.A)
        return F.linear(x, weight, self.linear.bias)

# %% right="parameter_dict"
"""A and B in a ParameterDict, given out by properties."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.adapters = nn.ParameterDict({
            "A": nn.Parameter(torch.randn(rank, linear.in_features) / rank ** 0.5),
            "B": nn.Parameter(torch.zeros(linear.out_features, rank)),
        })
        self.scale = alpha / rank
        linear.requires_grad_(False)

    A = property(lambda self: self.adapters["A"])
    B = property(lambda self: self.adapters["B"])

    def forward(self, x):
        return self.linear(x) + x @ (self.scale * self.B @ self.A).T

# %% right="plain"
"""As in the lesson: the frozen layer plus two thin products."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        for parameter in linear.parameters():
            parameter.requires_grad = False
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% right="registered"
"""register_parameter, the scale in a buffer, a dropout of 0 as in some libraries."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.add_module("linear", linear)
        linear.requires_grad_(False)
        self.register_parameter("A", nn.Parameter(torch.randn(rank, linear.in_features) / rank))
        self.register_parameter("B", nn.Parameter(torch.zeros(linear.out_features, rank)))
        self.register_buffer("scale", torch.tensor(alpha / rank), persistent=False)
        self.dropout = nn.Dropout(0.0)

    def forward(self, x):
        squeezed = torch.matmul(self.dropout(x), self.A.transpose(0, 1))
        return self.linear(x) + torch.matmul(squeezed, self.B.transpose(0, 1)) * self.scale

# %% right="scaled_input"
"""The scale goes to the input of the adapter; rows flattened for it."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        for parameter in self.linear.parameters():
            parameter.requires_grad_(False)
        bound = linear.in_features ** -0.5
        self.A = nn.Parameter(torch.empty(rank, linear.in_features).uniform_(-bound, bound))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = float(alpha) / float(rank)

    def adapter(self, x):
        rows = x.reshape(-1, self.linear.in_features) * self.scale
        change = (self.B @ (self.A @ rows.T)).T
        return change.reshape(*x.shape[:-1], self.linear.out_features)

    def forward(self, x):
        return self.linear(x) + self.adapter(x)

# %% right="sum_of_ranks"
"""One rank after the other, added up."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super(LoRALinear, self).__init__()
        linear.requires_grad_(False)
        self.linear = linear
        self.A = nn.Parameter(torch.randn(rank, linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        y = self.linear(x)
        for a, b in zip(self.A, self.B.T):
            y = y + self.scale * (x * a).sum(dim=-1, keepdim=True) * b
        return y

# %% wrong="base_added_twice"
"""You add what the wrapped layer gives twice, once by itself and once inside the change."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        weight = self.linear.weight + self.scale * self.B @ self.A
        return self.linear(x) + x @ weight.T

# %% wrong="base_not_frozen"
"""The wrapped layer is not frozen: its weight would be trained along. Only A and B are to learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="bias_left_out"
"""You multiply by the wrapped layer's weight and leave out its bias. Call the layer, and both are there."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return x @ self.linear.weight.T + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="bias_needed"
"""Your layer stops when the wrapped one has no bias. nn.Linear(…, bias=False) has None in its place."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.weight.requires_grad = False
        linear.bias.requires_grad = False
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="bias_not_frozen"
"""The bias of the wrapped layer is not frozen. The layer is its weight and its bias."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.weight.requires_grad = False
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="both_random"
"""Both A and B start at random, so the model is no longer the one that you loaded. B starts at zero, and the change with it."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.randn(linear.out_features, rank) * 0.02)
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="both_zero"
"""Both A and B start at zero. Each one's gradient is multiplied by the other, so neither will ever move: A starts at random."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.zeros(rank, linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="change_alone"
"""You return the change alone. What the wrapped layer gives is still the main thing; the change is added to it."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="change_detached"
"""No gradient reaches A and B: the change leaves the computation graph (a detach, no_grad, .data). They are the only ones that could learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.data.T @ self.B.data.T)

# %% wrong="change_never_added"
"""What A and B hold makes no difference: the change is never added, or it was computed once, when the layer was made. It belongs into forward."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x)

# %% wrong="change_of_the_output"
"""You apply the change to what the wrapped layer gives. Both work side by side on the same x."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        y = self.linear(x)
        return y + self.scale * (y[..., : self.A.shape[1]] @ self.A.T @ self.B.T)

# %% wrong="everything_frozen"
"""A and B are frozen too, so nothing can learn. Freeze the wrapped layer, not the new one."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank
        self.requires_grad_(False)

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="everything_under_no_grad"
"""No gradient reaches A and B: the change leaves the computation graph (a detach, no_grad, .data). They are the only ones that could learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    @torch.no_grad()
    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="folded_at_every_call"
"""You add the change into the frozen weight itself, and again at every call, so it piles up. Until it is merged, the weight stays as it is."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        self.linear.weight.data += (self.scale * (self.B @ self.A)).detach()
        return self.linear(x) + 0 * (x @ self.A.T @ self.B.T)

# %% wrong="folded_in_the_constructor"
"""What A and B hold makes no difference: the change is never added, or it was computed once, when the layer was made. It belongs into forward."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank
        self.change = (self.scale * (self.B @ self.A)).detach()

    def forward(self, x):
        return F.linear(x, self.linear.weight + self.change, self.linear.bias)

# %% wrong="frozen_as_an_attribute"
"""The wrapped layer is not frozen: its weight would be trained along. Only A and B are to learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        self.linear.requires_grad = False
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="input_changed"
"""You change x itself. The block still needs it as it was."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        base = self.linear(x)
        x *= self.scale
        return base + x @ self.A.T @ self.B.T

# %% wrong="linear_layers"
"""Your A and B are layers. Here they are nn.Parameters, of the shapes (rank, in) and (out, rank)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Linear(linear.in_features, rank, bias=False)
        self.B = nn.Linear(rank, linear.out_features, bias=False)
        nn.init.zeros_(self.B.weight)
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * self.B(self.A(x))

# %% wrong="merges_at_every_eval"
"""You add the change into the frozen weight itself, and again at every call, so it piles up. Until it is merged, the
weight stays as it is."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank
        self.merged = False

    def train(self, mode=True):
        super().train(mode)
        with torch.no_grad():
            if not mode:
                self.linear.weight += self.scale * (self.B @ self.A)
                self.merged = True
            elif self.merged:
                self.linear.weight -= self.scale * (self.B @ self.A)
                self.merged = False
        return self

    def forward(self, x):
        y = self.linear(x)
        return y if self.merged else y + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="names_exchanged"
"""A and B have changed places. A comes first: it takes the input, (rank, in); B makes the output, (out, rank)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.B = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.A = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.B.T @ self.A.T)

# %% wrong="no_grad_instead_of_frozen"
"""The wrapped layer is not frozen: its weight would be trained along. Only A and B are to learn."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.eval()
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        with torch.no_grad():
            base = self.linear(x)
        return base + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="no_gradient_to_the_input"
"""You run the frozen layer without gradients, so none gets through it to the layers before. Frozen means its weights
alone."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank

    def forward(self, x):
        with torch.no_grad():
            frozen = self.linear(x)
        return frozen + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="no_scale"
"""Your adapter is added without its scale."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + x @ self.A.T @ self.B.T

# %% wrong="not_transposed"
"""You multiply x by B·A as it stands. Like the weight of nn.Linear it is stored as (out, in), and x is multiplied by the transpose."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ (self.B @ self.A))

# %% wrong="nothing_returned"
"""Your forward ends without giving anything back."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        y = self.linear(x)
        y = y + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="ones"
"""The numbers of your A are all the same. Its rows would then always learn the same thing, as if the rank were 1: random numbers tell them apart."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.ones(rank, linear.in_features) / linear.in_features)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="order_a_b"
"""Your product is A·B where B·A is the change: x meets A first, which squeezes it into `rank` numbers."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ (self.A @ self.B))

# %% wrong="other_names"
"""Your parameters have other names. They are A and B: merging, saving and the checks find them there."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.lora_A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.lora_B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.lora_A.T @ self.lora_B.T)

# %% wrong="own_linear"
"""You make a new nn.Linear, with new random weights. The layer that was handed in has learned something: keep that one."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="plain_tensors"
"""Your A and B are plain tensors. Only an nn.Parameter is found by the optimizer, saved, and moved to the GPU."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = (torch.randn(rank, linear.in_features) * 0.02).requires_grad_()
        self.B = torch.zeros(linear.out_features, rank, requires_grad=True)
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="rank_and_alpha_exchanged"
"""rank and alpha have changed places. The order is (linear, rank, alpha)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, alpha, rank):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="relu_between"
"""Something bends the numbers between A and B. Then the change is no matrix any more and could never be merged into the weight."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (torch.relu(x @ self.A.T) @ self.B.T)

# %% wrong="scale_is_alpha"
"""Your scale is alpha itself. Divided by the rank, it keeps the change at about the same size whatever the rank."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="scale_multiplied"
"""You multiply alpha by the rank. It is divided by it, so that the change keeps about the same size whatever the rank."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha * rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="scale_not_kept"
"""Your layer has no attribute `scale`. merge_lora reads it there."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.rank, self.alpha = rank, alpha

    def forward(self, x):
        return self.linear(x) + self.alpha / self.rank * (x @ self.A.T @ self.B.T)

# %% wrong="scale_on_everything"
"""Your scale also multiplies what the frozen layer gives. It belongs to the change alone."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.scale * (self.linear(x) + x @ self.A.T @ self.B.T)

# %% wrong="scale_rounded"
"""Your scale is a whole number: `//` rounds down, and with alpha below the rank nothing is left."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha // rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="scale_twice"
"""Your scale is applied twice."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        squeezed = self.scale * (x @ self.A.T)
        return self.linear(x) + self.scale * (squeezed @ self.B.T)

# %% wrong="scale_upside_down"
"""Your scale is upside down: alpha is divided by the rank."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = rank / alpha

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="scale_with_root"
"""You divide by the root of the rank. A later paper does that; here the scale is alpha / rank."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / math.sqrt(rank)

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="seed_inside"
"""You set the seed inside the layer, so all your layers start with the same A (and the rest of the program with the same random numbers)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        torch.manual_seed(0)
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="shapes_transposed"
"""Your A and B lie the other way round. Like the weight of nn.Linear they are stored as (outputs, inputs): A (rank, in), B (out, rank)."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(linear.in_features, rank) * 0.02)
        self.B = nn.Parameter(torch.zeros(rank, linear.out_features))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A @ self.B)

# %% wrong="super_init_forgotten"
"""PyTorch cannot store your layers yet: the constructor of nn.Module must run first."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="training_mode_only"
"""You leave the change out in evaluation mode. The adapter belongs to the model in both modes."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features, device=linear.weight.device) / math.sqrt(linear.in_features))
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank, device=linear.weight.device))
        self.scale = alpha / rank

    def forward(self, x):
        y = self.linear(x)
        if self.training:
            y = y + self.scale * (x @ self.A.T @ self.B.T)
        return y

# %% wrong="zero_and_random_exchanged"
"""A starts at zero and B at random. It would learn that way round too, but here A is the random one."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.zeros(rank, linear.in_features))
        self.B = nn.Parameter(torch.randn(linear.out_features, rank) * 0.02)
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% right="thin_layers"
"""Two linear layers without bias, as in PEFT; A and B are properties that give out their weights."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.base_layer = linear.requires_grad_(False)
        self.lora_A = nn.Linear(linear.in_features, rank, bias=False)
        self.lora_B = nn.Linear(rank, linear.out_features, bias=False)
        nn.init.zeros_(self.lora_B.weight)
        self.scaling = alpha / rank

    @property
    def linear(self):
        return self.base_layer

    @property
    def A(self):
        return self.lora_A.weight

    @property
    def B(self):
        return self.lora_B.weight

    @property
    def scale(self):
        return self.scaling

    def forward(self, x):
        return self.base_layer(x) + self.lora_B(self.lora_A(x)) * self.scaling

# %% wrong="copied"
"""You wrap a copy of the layer that was handed in. Its numbers are the same, but now there are two: the memory doubles, and who holds the old one sees no change. Keep the layer itself."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = copy.deepcopy(linear)
        self.linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A.T @ self.B.T)

# %% wrong="transposes_forgotten"
"""You multiply x by A as it stands. A is (rank, in), so it is x Aᵀ that fits: the transposes are missing."""
class LoRALinear(nn.Module):
    def __init__(self, linear, rank, alpha):
        super().__init__()
        self.linear = linear
        linear.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(rank, linear.in_features) * 0.02)
        self.B = nn.Parameter(torch.zeros(linear.out_features, rank))
        self.scale = alpha / rank

    def forward(self, x):
        return self.linear(x) + self.scale * (x @ self.A @ self.B)
