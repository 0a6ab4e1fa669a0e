# %% right="witness"
"""PyTorch's layer as a witness, on random tensors, values and gradients."""
def tests_LayerNorm(candidate):
    torch.manual_seed(3)
    for shape in [(2, 3, 5), (4, 7), (6,), (1, 2, 3, 4)]:
        for eps in (1e-5, 0.2):
            mine, other = candidate(shape[-1], eps), nn.LayerNorm(shape[-1], eps=eps)
            for name in ("weight", "bias"):
                getattr(other, name).data.normal_()
                getattr(mine, name).data.copy_(getattr(other, name).data)
            for scale in (1, 0.003):
                x = scale * torch.randn(shape) + 0.1
                x.requires_grad_()
                before = x.detach().clone()
                (got,) = torch.autograd.grad(mine(x).pow(3).sum(), x)
                (wanted,) = torch.autograd.grad(other(x).pow(3).sum(), x)
                assert torch.allclose(mine(x), other(x), atol=1e-4, rtol=1e-3)
                assert torch.allclose(got, wanted, rtol=0.02, atol=0.02 * wanted.abs().max().item())
                assert torch.equal(x, before)
    fresh = candidate(3)
    return torch.equal(fresh.weight, torch.ones(3)) and torch.equal(fresh.bias, torch.zeros(3))

# %% right="by_hand"
"""Rows worked out on paper, with weights and biases of their own."""
def tests_LayerNorm(candidate):
    layer = candidate(4)
    assert isinstance(layer.weight, nn.Parameter) and isinstance(layer.bias, nn.Parameter)
    assert layer.weight.tolist() == [1] * 4 and layer.bias.tolist() == [0] * 4
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([3.0, 1.0, 6.0, -3.0]))
        layer.bias.copy_(torch.tensor([0.0, 1.0, -1.0, 2.0]))
    x = torch.tensor([[[9.0, 1, 3, 3], [1, 9, 3, 3]], [[900, 100, 300, 300], [-1, 7, 1, 1]], [[5, 5, 5, 5], [3, 3, 1, 9]]])
    wanted = torch.tensor([[[5.0, 0, -3, 3], [-3, 8 / 3, -3, 3]], [[5, 0, -3, 3], [-3, 8 / 3, -3, 3]],
                           [[0, 1, -1, 2], [-1, 2 / 3, -7, -3]]])
    kept = x.clone()
    with torch.no_grad():
        close = torch.allclose(layer(x), wanted, atol=1e-3) and torch.allclose(layer(x[0, 0]), wanted[0, 0], atol=1e-3)
        quiet = candidate(2)(torch.tensor([[0.001, -0.001], [1, -1]]))
        coarse = candidate(2, eps=3.0)(torch.tensor([[1.0, -1.0]]))
        close = close and torch.allclose(layer(x[:, :1, None]), wanted[:, :1, None], atol=1e-3)
    close = close and torch.allclose(quiet, torch.tensor([[0.30151, -0.30151], [1, -1]]), atol=1e-4)
    return close and torch.allclose(coarse, torch.tensor([[0.5, -0.5]])) and torch.equal(x, kept) and layer(x).requires_grad

# %% right="properties"
"""Mean, spread, scale and offset, one token at a time; weight and bias; a quiet token."""
def tests_LayerNorm(candidate):
    layer = candidate(6)
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(3, 4, 6, generator=generator) * 5 + 2
    kept = x.clone()
    y = layer(x)
    if y.mean(dim=-1).abs().max() > 1e-4 or (y.var(dim=-1, correction=0) - 1).abs().max() > 1e-3 or not torch.equal(x, kept):
        return False
    if (layer(3 * x + 7) - y).abs().max() > 1e-3 or (layer(x[1, 2]) - y[1, 2]).abs().max() > 1e-4:
        return False
    if (y * (x - x.mean(-1, keepdim=True))).amin() < -1e-4 or not y.requires_grad:
        return False
    weight, bias = torch.arange(1.0, 7.0), torch.tensor([3.0, -1.0, 0.5, 0.0, 2.0, -4.0])
    with torch.no_grad():
        layer.weight.copy_(weight), layer.bias.copy_(bias)
    if (layer(x) - (y * weight + bias)).abs().max() > 1e-4:
        return False
    quiet = 0.004 * (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True, correction=0)
    ratio = candidate(6)(quiet).std(dim=-1, correction=0)
    larger = candidate(6, eps=1.0)(250 * quiet).std(dim=-1, correction=0)
    return bool(((ratio - 0.004 / (0.004**2 + 1e-5) ** 0.5).abs() < 1e-3).all() and ((larger - 0.5**0.5).abs() < 1e-3).all())

# %% right="torch_truth"
"""A torch truth value; the formula in double precision as reference."""
def tests_LayerNorm(candidate):
    good = torch.tensor(True)
    for width, eps, scale in [(5, 1e-5, 1.0), (3, 1e-5, 0.002), (8, 0.1, 1.0), (6, 1e-5, 0.0)]:
        layer = candidate(width, eps=eps)
        good &= torch.all(layer.weight == 1) & torch.all(layer.bias == 0)
        with torch.no_grad():
            layer.weight.add_(torch.linspace(-2, 2, width)), layer.bias.add_(torch.linspace(1, -3, width))
            for shape in [(4, width), (2, 3, width), (width,)]:
                x = scale * sample(*shape, seed=width) + 1
                d = x.double() - x.double().mean(-1, True)
                wanted = d / (d.square().mean(-1, True) + eps).sqrt() * layer.weight + layer.bias
                copy = x.clone()
                good &= torch.tensor(torch.allclose(layer(copy).double(), wanted, rtol=1e-3, atol=1e-3))
                good &= (copy == x).all()
    return good

# %% right="catches_errors"
"""Every error is caught and called wrong."""
def tests_LayerNorm(candidate):
    try:
        ones = candidate(4, 1e-5)
        state = {name: value.clone() for name, value in ones.named_parameters()}
        if len(state) != 2 or sum(value.numel() for value in state.values()) != 8:
            return False
        nn.init.uniform_(ones.weight), nn.init.uniform_(ones.bias)
        for x in (torch.randn(3, 2, 4), torch.randn(5, 4), 0.003 * torch.randn(2, 3, 2, 4)):
            kept = x.clone()
            with torch.no_grad():
                y = ones(x)
            z = F.layer_norm(kept, (4,), ones.weight, ones.bias)
            if (y - z).abs().max() > 1e-3 or (x != kept).any():
                return False
        return all(value.eq(1).all() or value.eq(0).all() for value in state.values())
    except Exception:
        return False

# %% right="new_parameters"
"""New Parameters in place of the old ones."""
def tests_LayerNorm(candidate):
    layer = candidate(4)
    if not (layer.weight == 1).all() or not (layer.bias == 0).all():
        return False
    layer.weight = nn.Parameter(torch.tensor([3.0, 1.0, 6.0, -3.0]))
    layer.bias = nn.Parameter(torch.tensor([0.0, 1.0, -1.0, 2.0]))
    for x in (sample(2, 3, 4), 0.003 * sample(3, 5, 4, seed=1), 20 * sample(6, 4, seed=2), sample(4, seed=3)):
        before = x.clone()
        y = layer(x)
        if not torch.allclose(y, F.layer_norm(before, [4], layer.weight, layer.bias), atol=1e-3) or not torch.equal(x, before):
            return False
    other = candidate(3, eps=2.0)
    return torch.allclose(other(torch.tensor([[1.0, -1.0, 0.0]])), torch.tensor([[1.0, -1.0, 0.0]]) / (2 / 3 + 2) ** 0.5)

# %% wrong="always_true"
"""Your tests let every candidate pass. Either nothing of the candidate's numbers decides what you return (a shape does not, nor does your own layer), or one case that holds makes up for another that does not."""
def tests_LayerNorm(candidate):
    return True

# %% wrong="own_layer"
"""Your tests let every candidate pass. Either nothing of the candidate's numbers decides what you return (a shape does not, nor does your own layer), or one case that holds makes up for another that does not."""
def tests_LayerNorm(candidate):
    x = torch.randn(2, 3, 5)
    return torch.allclose(LayerNorm(5)(x), nn.LayerNorm(5)(x), atol=1e-5)

# %% wrong="shape_only"
"""Your tests let every candidate pass. Either nothing of the candidate's numbers decides what you return (a shape does not, nor does your own layer), or one case that holds makes up for another that does not."""
def tests_LayerNorm(candidate):
    return candidate(6)(torch.randn(2, 3, 6)).shape == (2, 3, 6)

# %% wrong="parameters_only"
"""Your tests let every candidate pass. Either nothing of the candidate's numbers decides what you return (a shape does not, nor does your own layer), or one case that holds makes up for another that does not."""
def tests_LayerNorm(candidate):
    layer = candidate(6)
    return layer.weight.shape == (6,) and layer.bias.shape == (6,)

# %% wrong="any_case"
"""Your tests let every candidate pass. Either nothing of the candidate's numbers decides what you return (a shape does not, nor does your own layer), or one case that holds makes up for another that does not."""
def tests_LayerNorm(candidate):
    x = torch.randn(2, 3, 5)
    return any([candidate(5)(x).shape == x.shape, torch.allclose(candidate(5)(x), nn.LayerNorm(5)(x))])

# %% wrong="always_false"
"""Your tests refuse every candidate, the right ones too. Can a right layer get to your True? Compare floats with a tolerance; a layer is built first and called then; and of a token's output mean and variance are 0 and 1, not those of x."""
def tests_LayerNorm(candidate):
    return False

# %% wrong="rounded_by_hand"
"""Your tests refuse every candidate, the right ones too. Can a right layer get to your True? Compare floats with a tolerance; a layer is built first and called then; and of a token's output mean and variance are 0 and 1, not those of x."""
def tests_LayerNorm(candidate):
    y = candidate(4)(torch.tensor([[9.0, 1.0, 3.0, 3.0]]))
    return y.tolist() == [[1.667, -1.0, -0.333, -0.333]]

# %% wrong="called_as_a_function"
"""Your tests refuse every candidate, the right ones too. Can a right layer get to your True? Compare floats with a tolerance; a layer is built first and called then; and of a token's output mean and variance are 0 and 1, not those of x."""
def tests_LayerNorm(candidate):
    x = torch.randn(2, 3, 5)
    return torch.allclose(candidate(x), nn.LayerNorm(5)(x), atol=1e-5)

# %% wrong="c_minus_one"
"""You expect a variance that divides by C − 1. That is what var and std do unless told otherwise; LayerNorm divides by C."""
def tests_LayerNorm(candidate):
    y = candidate(5)(torch.randn(2, 3, 5))
    return (y.std(dim=-1) - 1).abs().max() < 1e-3

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_LayerNorm(candidate):
    y = candidate(5)(torch.randn(2, 3, 5))
    assert y.mean(dim=-1).abs().max() < 1e-4

# %% wrong="printed"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_LayerNorm(candidate):
    x = torch.randn(2, 3, 5)
    try:
        print(torch.allclose(candidate(5)(x), nn.LayerNorm(5)(x), atol=1e-5))
    except Exception as error:
        print(error)

# %% wrong="one_example"
"""Your tests look at fresh layers only, where weight is 1 and bias is 0. Whether a layer uses them, and in which order, shows when you put other numbers into them."""
def tests_LayerNorm(candidate):
    y = candidate(4)(torch.tensor([[9.0, 1.0, 3.0, 3.0]]))
    return torch.allclose(y, torch.tensor([[5.0, -3.0, -1.0, -1.0]]) / 3, atol=1e-4)

# %% wrong="fresh_witness"
"""Your tests look at fresh layers only, where weight is 1 and bias is 0. Whether a layer uses them, and in which order, shows when you put other numbers into them."""
def tests_LayerNorm(candidate):
    x = torch.randn(2, 3, 5)
    return torch.allclose(candidate(5)(x), nn.LayerNorm(5)(x), atol=1e-5)

# %% wrong="fresh_properties"
"""Your tests look at fresh layers only, where weight is 1 and bias is 0. Whether a layer uses them, and in which order, shows when you put other numbers into them."""
def tests_LayerNorm(candidate):
    y = candidate(5)(torch.randn(2, 3, 5))
    return bool(y.mean(dim=-1).abs().max() < 1e-4 and (y.var(dim=-1, correction=0) - 1).abs().max() < 1e-3)

# %% wrong="fresh_and_quiet"
"""Your tests look at fresh layers only, where weight is 1 and bias is 0. Whether a layer uses them, and in which order, shows when you put other numbers into them."""
def tests_LayerNorm(candidate):
    for scale in (1, 0.01, 0.001):
        x = scale * torch.randn(2, 3, 5)
        if not torch.allclose(candidate(5)(x), nn.LayerNorm(5)(x), atol=1e-4):
            return False
    return True

# %% wrong="loud_tokens"
"""Your tests look at tokens of ordinary size only. Where eps stands, and how large it is, shows in tokens of tiny variance."""
def tests_LayerNorm(candidate):
    layer, witness = candidate(5), nn.LayerNorm(5)
    with torch.no_grad():
        for name in ("weight", "bias"):
            getattr(witness, name).normal_()
            getattr(layer, name).copy_(getattr(witness, name))
    x = torch.randn(2, 3, 5)
    kept = x.clone()
    return torch.allclose(layer(x), witness(x), atol=1e-4) and torch.equal(x, kept)

# %% wrong="loud_by_hand"
"""Your tests look at tokens of ordinary size only. Where eps stands, and how large it is, shows in tokens of tiny variance."""
def tests_LayerNorm(candidate):
    layer = candidate(4)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor([3.0, 1.0, 6.0, -3.0])), layer.bias.copy_(torch.tensor([0.0, 1.0, -1.0, 2.0]))
    x = torch.tensor([[9.0, 1.0, 3.0, 3.0], [1.0, 9.0, 3.0, 3.0]])
    return torch.allclose(layer(x), torch.tensor([[5.0, 0, -3, 3], [-3, 8 / 3, -3, 3]]), atol=1e-3)

# %% wrong="eps_attribute_wanted"
"""Your tests refuse a layer that keeps eps elsewhere than in an attribute of this name, or as a tensor. The docstring names weight and bias only: test what eps does, not where it is."""
def tests_LayerNorm(candidate):
    layer, witness = candidate(5), nn.LayerNorm(5)
    if layer.__dict__["eps"] != 1e-5:
        return False
    with torch.no_grad():
        for name in ("weight", "bias"):
            getattr(witness, name).normal_()
            getattr(layer, name).copy_(getattr(witness, name))
    return all(torch.allclose(layer(x), witness(x), atol=1e-4) for x in (torch.randn(2, 3, 5), 0.01 * torch.randn(4, 5)))

# %% wrong="state_wanted"
"""Your tests refuse a layer that stores something beside weight and bias, or stores them in another order or under a second name. The docstring forbids none of it."""
def tests_LayerNorm(candidate):
    layer, witness = candidate(5), nn.LayerNorm(5)
    if list(layer.state_dict()) != ["weight", "bias"]:
        return False
    with torch.no_grad():
        for name in ("weight", "bias"):
            getattr(witness, name).normal_()
            getattr(layer, name).copy_(getattr(witness, name))
    return all(torch.allclose(layer(x), witness(x), atol=1e-4) for x in (torch.randn(2, 3, 5), 0.01 * torch.randn(4, 5)))

# %% wrong="to_the_last_digit"
"""Your tests ask for equality to the last digit. Sums in another order differ there, and nobody is wrong: compare with a tolerance."""
def tests_LayerNorm(candidate):
    layer, witness = candidate(5), nn.LayerNorm(5)
    with torch.no_grad():
        for name in ("weight", "bias"):
            getattr(witness, name).normal_()
            getattr(layer, name).copy_(getattr(witness, name))
    return all(torch.equal(layer(x), witness(x)) for x in (torch.randn(20, 3, 5), 0.01 * torch.randn(40, 5)))

# %% wrong="one_token"
"""Your tests give every layer a single token, or tokens that are all alike. Whose mean and variance a layer takes shows only among several, different ones."""
def tests_LayerNorm(candidate):
    layer, witness = candidate(5), nn.LayerNorm(5)
    with torch.no_grad():
        for name in ("weight", "bias"):
            getattr(witness, name).normal_()
            getattr(layer, name).copy_(getattr(witness, name))
    x = torch.randn(1, 5)
    return torch.allclose(layer(x), witness(x), atol=1e-4)

# %% wrong="affine_result"
"""You ask for mean 0 and variance 1 after weight and bias were given other numbers. These move both: that is what they are for."""
def tests_LayerNorm(candidate):
    layer = candidate(5)
    with torch.no_grad():
        layer.weight.fill_(2.0), layer.bias.fill_(0.5)
    y = layer(torch.randn(2, 3, 5))
    return bool(y.mean(dim=-1).abs().max() < 1e-4 and (y.var(dim=-1, correction=0) - 1).abs().max() < 1e-3)

# %% wrong="instance_wanted"
"""You use the candidate as if it were a layer already. It is a class: candidate(d_model) makes the layer."""
def tests_LayerNorm(candidate):
    return torch.allclose(candidate.forward(torch.randn(2, 3, 5)).mean(dim=-1), torch.zeros(2, 3), atol=1e-4)

# %% wrong="weights_in_place"
"""Your tests stop with the same error whatever they are given. Read its message: a parameter may be written only where gradients are not recorded (under torch.no_grad()), and of a whole tensor of truth values nobody knows whether it is true. Return a single one."""
def tests_LayerNorm(candidate):
    layer = candidate(5)
    layer.weight.mul_(2.0)
    layer.bias.add_(1.0)
    x = torch.randn(2, 3, 5)
    return torch.allclose(layer(x), 2 * nn.LayerNorm(5)(x) + 1, atol=1e-4)

# %% wrong="tensor_returned"
"""Your tests stop with the same error whatever they are given. Read its message: a parameter may be written only where gradients are not recorded (under torch.no_grad()), and of a whole tensor of truth values nobody knows whether it is true. Return a single one."""
def tests_LayerNorm(candidate):
    y = candidate(4)(torch.tensor([[9.0, 1.0, 3.0, 3.0]]))
    return (y - torch.tensor([[1.667, -1.0, -0.333, -0.333]])).abs() < 1e-3
