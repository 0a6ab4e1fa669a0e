# %% right="centring_matrix"
"""The mean taken off by a matrix, the variance as a dot product, in double precision."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.register_buffer("centre", torch.eye(d_model).double() - 1 / d_model)
        self.eps = eps

    def forward(self, x):
        centred = x.double() @ self.centre
        variance = torch.einsum("...c,...c->...", centred, centred) / x.shape[-1]
        normed = centred / torch.sqrt(variance + self.eps)[..., None]
        return normed.to(x.dtype) * self.weight + self.bias

# %% right="correction"
"""The correction named, var_mean for both at once."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.weight = nn.Parameter(torch.ones(d_model))
        self.eps, self.d_model = eps, d_model

    def forward(self, x):
        var, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
        x_hat = (x - mean) / (var + self.eps) ** 0.5
        return torch.addcmul(self.bias, x_hat, self.weight)

# %% right="eps_in_a_buffer"
"""A helper function outside, a base class, eps in a buffer."""
def standardise(x, eps):
    centred = x - torch.mean(x, -1, True)
    return centred / torch.sqrt(torch.mean(centred * centred, -1, True) + eps)


class Affine(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.full((size,), 1.0))
        self.bias = nn.Parameter(torch.full((size,), 0.0))


class LayerNorm(Affine):
    def __init__(self, d_model, eps=1e-5):
        super().__init__(d_model)
        self.register_buffer("eps", torch.tensor(float(eps)))

    def forward(self, x):
        return standardise(x, self.eps) * self.weight + self.bias

# %% right="in_place_on_its_own"
"""In-place steps, on a tensor of its own."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        out = x - x.mean(dim=-1, keepdim=True)
        denominator = out.square().mean(dim=-1, keepdim=True).add_(self.eps).sqrt_()
        out = out / denominator
        out = out * self.weight
        out += self.bias
        return out

# %% right="length"
"""The centred row divided by its Euclidean length, √C times; eps under the root."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        c = x - x.mean(dim=-1, keepdim=True)
        C = x.size(-1)
        length = (c.norm(dim=-1, keepdim=True) ** 2 + C * self.eps).sqrt()
        return self.weight * math.sqrt(C) * c / length + self.bias

# %% right="mean_of_squares"
"""The variance as a mean of squares, and rsqrt."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        centred = x - x.mean(-1, keepdim=True)
        scale = torch.rsqrt(centred.pow(2).mean(-1, keepdim=True) + self.eps)
        return centred * scale * self.weight + self.bias

# %% right="properties"
"""The parameters in a module of their own, weight and bias as properties."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.affine = nn.ParameterDict({"gain": torch.ones(d_model), "shift": torch.zeros(d_model)})

    @property
    def weight(self):
        return self.affine["gain"]

    @property
    def bias(self):
        return self.affine["shift"]

    def forward(self, x):
        spread, mean = torch.var_mean(x, dim=-1, keepdim=True, correction=0)
        return (x - mean) * torch.rsqrt(spread + self.eps) * self.weight + self.bias

# %% right="row_by_row"
"""All leading axes flattened, one row after the other."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        rows = []
        for row in x.reshape(-1, x.shape[-1]):
            d = row - row.mean()
            rows.append(d / (d.dot(d) / len(row) + self.eps).sqrt() * self.weight + self.bias)
        return torch.stack(rows).reshape(x.shape)

# %% right="squares_in_double"
"""Mean of the squares less the square of the mean, in double precision, where that is safe."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        y = x.double()
        mean = y.mean(dim=-1, keepdim=True)
        variance = (y * y).mean(dim=-1, keepdim=True) - mean ** 2
        y = (y - mean) * (variance + self.eps) ** -0.5
        return y.to(x.dtype) * self.weight + self.bias

# %% right="sums"
"""Sums divided by the number of channels, axes put back by unsqueeze."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        n = x.shape[-1]
        mu = (x.sum(dim=-1) / n).unsqueeze(-1)
        sigma2 = (((x - mu) ** 2).sum(dim=-1) / n).unsqueeze(-1)
        return self.bias + self.weight * ((x - mu) / (sigma2 + self.eps).sqrt())

# %% right="transposed"
"""The channels moved in front, so that no keepdim is needed."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        y = torch.movedim(x, -1, 0)
        y = y - y.mean(0)
        y = y / torch.sqrt(y.var(0, correction=0) + self.eps)
        return torch.movedim(y, 0, -1) * self.weight + self.bias

# %% right="two_names"
"""Each parameter under two names."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.gamma = self.weight = nn.Parameter(torch.ones(d_model))
        self.beta = self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.gamma * (x - mean) / (var + self.eps).sqrt() + self.beta

# %% right="var_unbiased_false"
"""Mean, biased variance, root, gain, bias."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="affine_first"
"""You apply gain and bias before normalising, which then undoes most of them. They come last."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        x = x * self.weight + self.bias
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return (x - mean) / torch.sqrt(var + self.eps)

# %% wrong="axis_one"
"""You normalise along the positions. Each token is normalised by itself, over its channels, the last dimension; otherwise the past would learn of the future."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(1, keepdim=True)
        var = x.var(1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="batch_and_positions"
"""You normalise across the sequences of the batch, as BatchNorm does. Each token of each sequence is normalised by itself, over its channels."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=(0, 1), keepdim=True)
        var = x.var(dim=(0, 1), keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="bias_before_gain"
"""You add `bias` before you multiply by `weight`. The gain comes first, then the shift."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * ((x - mean) / torch.sqrt(var + self.eps) + self.bias)

# %% wrong="bias_of_ones"
"""`weight` and `bias` do not start as they should. At the beginning the layer only normalises: every gain is 1, every shift 0."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.ones(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="brackets_missing"
"""A pair of brackets is missing: a division binds more tightly than a minus, so only the mean is divided, and x stays as large as it was."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean / torch.sqrt(var + self.eps)) + self.bias

# %% wrong="brackets_missing_and_gain"
"""A pair of brackets is missing: a division binds more tightly than a minus, so only the mean is divided, and x stays as large as it was."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return x - mean / torch.sqrt(var + self.eps) * self.weight + self.bias

# %% wrong="detached"
"""Your layer could not learn: its output has left the computation graph (a detach, no_grad, NumPy), so no gradient comes back."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    @torch.no_grad()
    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="divided_by_variance"
"""You divide by the variance, without the root. The standard deviation is what brings the spread to 1."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / (var + self.eps) + self.bias

# %% wrong="eps_1e_12"
"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-12):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_1e_3"
"""Your default for eps is not 1e-5. The difference shows in rows of small variance, and weights were trained with this very number."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-3):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_1e_6"
"""Your default for eps is not 1e-5. The difference shows in rows of small variance, and weights were trained with this very number."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-6):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_1e_8"
"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-8):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_argument_ignored"
"""You use a fixed eps and not the one that is handed to the constructor. Keep the argument."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + 1e-5) + self.bias

# %% wrong="eps_argument_missing"
"""Your constructor takes no eps. LayerNorm(d_model) and LayerNorm(d_model, eps=…) must both work."""
class LayerNorm(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + 1e-5) + self.bias

# %% wrong="eps_as_a_floor"
"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var.clamp(min=self.eps)) + self.bias

# %% wrong="eps_is_learned"
"""Your eps is a parameter, so an optimizer would change it. It is a fixed small number: an ordinary attribute will do."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.eps = nn.Parameter(torch.tensor(eps))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_not_kept"
"""Your constructor takes eps and does not keep it: in forward the object has none. Store it in the constructor."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="eps_outside"
"""You add eps outside the root, to the standard deviation. It belongs inside, to the variance: at a standard deviation of 0.01 this changes the result by several percent."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / (torch.sqrt(var) + self.eps) + self.bias

# %% wrong="eps_squared"
"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps ** 2) + self.bias

# %% wrong="eps_without_self"
"""In forward you call it eps, but forward knows only its own arguments. What the constructor was given must be kept on the object, and read from there."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + eps) + self.bias

# %% wrong="forward_misspelt"
"""PyTorch does not find a method called forward in your class: look at its name, and at how far it is indented."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def call(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="gain_and_bias_exchanged"
"""`weight` and `bias` have changed places: you multiply by one and add the other. The gain is `weight`, the shift is `bias`."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.bias * (x - mean) / torch.sqrt(var + self.eps) + self.weight

# %% wrong="gain_around_one"
"""Your gain is 1 + `weight`. Start `weight` at ones and multiply by it as it is, or weights that were trained elsewhere do not fit."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return (1 + self.weight) * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="identity"
"""Your layer gives x back as it is. Nothing has been normalised yet."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        return x

# %% wrong="in_place"
"""You change x itself. The block adds it to the result later, so it must stay as it was: work on a new tensor."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        x -= x.mean(dim=-1, keepdim=True)
        x /= torch.sqrt(x.pow(2).mean(dim=-1, keepdim=True) + self.eps)
        return self.weight * x + self.bias

# %% wrong="in_place_centred"
"""You change x itself. The block adds it to the result later, so it must stay as it was: work on a new tensor."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        x.sub_(x.mean(dim=-1, keepdim=True))
        return self.weight * x / torch.sqrt(x.square().mean(dim=-1, keepdim=True) + self.eps) + self.bias

# %% wrong="library_functional"
"""You hand the work to PyTorch's own layer norm. It is right, but this exercise is about doing it by hand: mean, variance, root."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))
        self.eps = eps

    def forward(self, x):
        return F.layer_norm(x, x.shape[-1:], self.weight, self.bias, self.eps)

# %% wrong="library_in_evaluation"
"""In evaluation mode you call PyTorch's own layer norm. By hand means in both modes."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        if not self.training:
            return F.layer_norm(x, self.weight.shape, self.weight, self.bias, self.eps)
        c = x - x.mean(-1, keepdim=True)
        return c / torch.sqrt(c.square().mean(-1, keepdim=True) + self.eps) * self.weight + self.bias

# %% wrong="library_subclass"
"""You hand the work to PyTorch's own layer norm. It is right, but this exercise is about doing it by hand: mean, variance, root."""
class LayerNorm(nn.LayerNorm):
    pass

# %% wrong="linear_layer"
"""The parameters `weight` and `bias`, one number for each channel, are missing or have another shape. Tensors must be wrapped in nn.Parameter to be learned, and the names are how weights get into your model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.affine = nn.Linear(d_model, d_model)

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.affine((x - mean) / torch.sqrt(var + self.eps))

# %% wrong="math_sqrt"
"""A function of the module `math` takes a single number, and your variances are a tensor, one for each token. PyTorch has a root that works on every element."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / math.sqrt(var + self.eps) + self.bias

# %% wrong="mean_distance"
"""You measure the spread by the mean absolute distance. The variance squares the distances, and a root undoes it at the end."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        spread = (x - mean).abs().mean(dim=-1, keepdim=True)
        return self.weight * (x - mean) / (spread + self.eps) + self.bias

# %% wrong="mean_not_subtracted"
"""You divide by the standard deviation but do not subtract the mean. The rows should be centred at 0 first."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * x / torch.sqrt(var + self.eps) + self.bias

# %% wrong="min_max"
"""You stretch each row between its smallest and its largest number. LayerNorm uses the mean and the variance."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        low, high = x.amin(-1, keepdim=True), x.amax(-1, keepdim=True)
        return self.weight * (x - low) / (high - low + self.eps) + self.bias

# %% wrong="multiplied_by_std"
"""You multiply by the standard deviation where you should divide. Wide rows get wider still."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) * torch.sqrt(var + self.eps) + self.bias

# %% wrong="names"
"""The parameters `weight` and `bias`, one number for each channel, are missing or have another shape. Tensors must be wrapped in nn.Parameter to be learned, and the names are how weights get into your model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.gamma = nn.Parameter(torch.ones(d_model))
        self.beta = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.gamma * (x - mean) / torch.sqrt(var + self.eps) + self.beta

# %% wrong="no_bias"
"""You do not add `bias`. After the gain, every channel gets its own learned shift."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps)

# %% wrong="no_eps"
"""Your eps is missing, is far smaller than the 1e-5 of the contract, or is not added to every variance. A row of almost equal numbers is then blown up too much, and one of equal numbers may be divided by zero."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var) + self.bias

# %% wrong="no_gain"
"""You do not multiply by `weight`. After normalising, every channel gets its own learned gain."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="no_gain_and_no_bias"
"""You stop after normalising: `weight` and `bias` are not used. Without them the layer could not learn a scale and a shift for each channel."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return (x - mean) / torch.sqrt(var + self.eps)

# %% wrong="no_keepdim"
"""The reduced dimension has vanished from the mean, the variance or both, so broadcasting lines the row results up with the columns, or fails. It must stay, with the size 1."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1)
        var = x.var(dim=-1, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="no_keepdim_mean"
"""The reduced dimension has vanished from the mean, the variance or both, so broadcasting lines the row results up with the columns, or fails. It must stay, with the size 1."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="no_keepdim_variance"
"""The reduced dimension has vanished from the mean, the variance or both, so broadcasting lines the row results up with the columns, or fails. It must stay, with the size 1."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="normalised_detached"
"""Your values are right, but no gradient reaches x: what you normalised is cut out of the computation graph, so that the layers in front could never learn."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        normed = ((x - mean) / torch.sqrt(var + self.eps)).detach()
        return self.weight * normed + self.bias

# %% wrong="nothing_returned"
"""Your forward ends without giving anything back. The normalised tensor must be returned."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        x = self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="numpy_sqrt"
"""NumPy's functions cannot pass on gradients, and they refuse a tensor that needs them. Take PyTorch's function of the same name."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / np.sqrt(var + self.eps) + self.bias

# %% wrong="only_centred"
"""You subtract the mean and stop there. Dividing by the standard deviation is missing."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        return self.weight * (x - mean) + self.bias

# %% wrong="over_everything"
"""You take one mean and one variance for a whole sequence or for the whole tensor. Each token has its own, over its channels."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean()
        var = x.var(unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="over_positions"
"""You normalise along the positions. Each token is normalised by itself, over its channels, the last dimension; otherwise the past would learn of the future."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-2, keepdim=True)
        var = x.var(dim=-2, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="over_text_and_channels"
"""You take one mean and one variance for a whole sequence or for the whole tensor. Each token has its own, over its channels."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=(-2, -1), keepdim=True)
        var = x.var(dim=(-2, -1), keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="over_the_batch"
"""You normalise across the sequences of the batch, as BatchNorm does. Each token of each sequence is normalised by itself, over its channels."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=0, keepdim=True)
        var = x.var(dim=0, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="parameters_detached"
"""No gradient reaches `weight` and `bias`: you use their numbers outside the computation graph. They could not learn."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight.data * (x - mean) / torch.sqrt(var + self.eps) + self.bias.data

# %% wrong="plain_tensors"
"""The parameters `weight` and `bias`, one number for each channel, are missing or have another shape. Tensors must be wrapped in nn.Parameter to be learned, and the names are how weights get into your model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = torch.ones(d_model)
        self.bias = torch.zeros(d_model)

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="quiet_tokens_left_alone"
"""You do not divide where the variance is very small. That is what eps is for: divide always."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        c = x - x.mean(-1, keepdim=True)
        var = c.square().mean(-1, keepdim=True)
        std = torch.where(var < 1e-6, torch.ones_like(var), torch.sqrt(var + self.eps))
        return c / std * self.weight + self.bias

# %% wrong="residual_added"
"""You add x to the result. The residual is the block's business, and it does not belong here."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return x + self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="rms"
"""You divide by the root mean square and do not subtract the mean. That is RMSNorm, which later models use; here both the mean and the variance count."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        square = x.pow(2).mean(dim=-1, keepdim=True)
        return self.weight * x / torch.sqrt(square + self.eps) + self.bias

# %% wrong="single_numbers"
"""The parameters `weight` and `bias`, one number for each channel, are missing or have another shape. Tensors must be wrapped in nn.Parameter to be learned, and the names are how weights get into your model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(1))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="statistics_detached"
"""Your values are right, but the gradient ignores that mean and variance depend on x: they are cut out of the computation graph. Training would go astray quietly."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        with torch.no_grad():
            mean = x.mean(dim=-1, keepdim=True)
            var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="std_biased_eps_outside"
"""You add eps outside the root, to the standard deviation. It belongs inside, to the variance: at a standard deviation of 0.01 this changes the result by several percent."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        std, mean = torch.std_mean(x, dim=-1, keepdim=True, correction=0)
        return (x - mean) / (std + self.eps) * self.weight + self.bias

# %% wrong="sum_of_squares"
"""You divide by the length of the centred row: the squares are summed and not averaged. The result shrinks as the model gets wider."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = ((x - mean) ** 2).sum(dim=-1, keepdim=True)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="super_init_forgotten"
"""PyTorch cannot store your parameters yet: the constructor of nn.Module must run first."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="super_without_brackets"
"""`super` needs a pair of brackets of its own before the dot: it is a call."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super.__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="third_axis"
"""You name the dimension by a number that fits tensors of three dimensions only. It is the last one, however many stand in front; count from the end."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=2, keepdim=True)
        var = x.var(dim=2, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="three_axes_unpacked"
"""You take for granted that the input has three dimensions. Any number may stand in front of the channels."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        B, T, C = x.shape
        c = x - (x.sum(-1) / C).view(B, T, 1)
        var = (c * c).sum(-1).view(B, T, 1) / C
        return self.weight * c / torch.sqrt(var + self.eps) + self.bias

# %% wrong="through_numpy"
"""Your layer could not learn: its output has left the computation graph (a detach, no_grad, NumPy), so no gradient comes back."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        a = x.detach().numpy()
        a = (a - a.mean(-1, keepdims=True)) / np.sqrt(a.var(-1, keepdims=True) + self.eps)
        return torch.from_numpy(a * self.weight.detach().numpy() + self.bias.detach().numpy())

# %% wrong="unbiased"
"""Your variance divides by C − 1. That is PyTorch's default, made for estimating from a sample; LayerNorm divides by C, and at 8 channels the difference is 7 %."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="unbiased_by_hand"
"""Your variance divides by C − 1. That is PyTorch's default, made for estimating from a sample; LayerNorm divides by C, and at 8 channels the difference is 7 %."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = ((x - mean) ** 2).sum(dim=-1, keepdim=True) / (x.shape[-1] - 1)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="unbiased_std_eps_outside"
"""Two slips at once: your standard deviation divides by C − 1, PyTorch's default, and eps is added to it, outside the root. LayerNorm divides by C and adds eps to the variance."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        std = x.std(dim=-1, keepdim=True)
        return self.weight * (x - mean) / (std + self.eps) + self.bias

# %% wrong="variance_detached"
"""Your values are right, but the gradient ignores that mean and variance depend on x: they are cut out of the computation graph. Training would go astray quietly."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var.detach() + self.eps) + self.bias

# %% wrong="variance_without_mean"
"""You subtract the mean above the fraction but not in the variance. The variance is the mean of the squared distances from the mean."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = (x ** 2).mean(dim=-1, keepdim=True)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="weight_without_self"
"""In forward you say weight or bias without saying whose. They belong to the object, and are read from it."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return weight * (x - mean) / torch.sqrt(var + self.eps) + bias

# %% wrong="width_fixed"
"""Your parameters have a fixed number of channels. Take it from the constructor's argument, d_model."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(8))
        self.bias = nn.Parameter(torch.zeros(8))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% wrong="zero_gain"
"""`weight` and `bias` do not start as they should. At the beginning the layer only normalises: every gain is 1, every shift 0."""
class LayerNorm(nn.Module):
    def __init__(self, d_model, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.zeros(d_model))
        self.bias = nn.Parameter(torch.zeros(d_model))

    def forward(self, x):
        mean = x.mean(dim=-1, keepdim=True)
        var = x.var(dim=-1, keepdim=True, unbiased=False)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias
