# %% right="constant_typed_in"
"""The constant typed in, x factored out."""
def gelu(x):
    inner = 0.7978845608028654 * x * (1.0 + 0.044715 * x * x)
    return x * (inner.tanh() + 1.0) / 2.0

# %% right="double"
"""In double precision inside, with a helper."""
def cdf(x):
    return (torch.tanh((2 / math.pi) ** 0.5 * (x + 0.044715 * x.pow(3))) + 1) * 0.5


def gelu(x):
    return (x.double() * cdf(x.double())).to(x.dtype)

# %% right="double_result"
"""Double precision all the way out."""
def gelu(x):
    x = x.to(torch.float64)
    return 0.5 * x * (1.0 + torch.tanh(torch.tensor(2 / torch.pi).sqrt().double() * (x + 0.044715 * x**3)))

# %% right="formula"
"""The formula as it stands."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% right="in_place_on_its_own"
"""In-place steps, on a copy."""
def gelu(x):
    y = torch.clone(x)
    y = y ** 3
    y *= 0.044715
    y += x
    y *= math.sqrt(2 / math.pi)
    y = y.tanh()
    y = y + 1
    return y * x * 0.5

# %% right="lambda"
"""A lambda, with torch.addcmul for the polynomial."""
gelu = lambda x: x.mul(0.5).mul(1 + (torch.addcmul(x, x * x, x, value=0.044715) * math.sqrt(2 / math.pi)).tanh())

# %% right="log_space"
"""The gate through logsigmoid."""
def gelu(x):
    z = math.sqrt(8 / math.pi) * (x + 0.044715 * x ** 3)
    return x * torch.exp(F.logsigmoid(z))

# %% right="module"
"""A module in disguise."""
class TanhGELU(nn.Module):
    def __init__(self):
        super().__init__()
        self.tanh = nn.Tanh()
        self.register_buffer("scale", torch.sqrt(torch.tensor(2.0 / math.pi)))

    def forward(self, x):
        return 0.5 * x * (1.0 + self.tanh(self.scale * (x + 0.044715 * torch.pow(x, 3))))


gelu = TanhGELU()

# %% right="numpy_constant"
"""The constant by NumPy, the halves apart."""
def gelu(x):
    cube = x * x * x
    t = torch.tanh((x + 0.044715 * cube) * float(np.sqrt(2 / np.pi)))
    return 0.5 * x + 0.5 * x * t

# %% right="sigmoid"
"""½(1 + tanh z) is the sigmoid of 2z."""
def gelu(x):
    z = math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3.0))
    return x * torch.sigmoid(2 * z)

# %% right="softmax_of_two"
"""The gate as a softmax over two scores, z and -z."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x.pow(3))
    return x * torch.softmax(torch.stack([z, -z]), dim=0)[0]

# %% wrong="brackets_around_sum"
"""A pair of brackets is missing: the tanh is added to x/2, not to the 1 inside the product."""
def gelu(x):
    return 0.5 * x * 1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))

# %% wrong="caret"
"""`^` is not a power in Python (it works on bits). A cube is written with two stars."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x^3)))

# %% wrong="coefficient_0_0044715"
"""The coefficient of your cubic term is mistyped. It is 0.044715."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.0044715 * x**3)))

# %% wrong="coefficient_0_047715"
"""The coefficient of your cubic term is mistyped. It is 0.044715."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.047715 * x**3)))

# %% wrong="coefficient_0_44715"
"""The coefficient of your cubic term is mistyped. It is 0.044715."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.44715 * x**3)))

# %% wrong="constant_on_x_only"
"""Your √(2/π) multiplies x only and not the cubic term. It stands in front of the whole bracket."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x + 0.044715 * x**3))

# %% wrong="constant_outside_tanh"
"""Your √(2/π) stands outside the tanh. It belongs inside, in front of the bracket."""
def gelu(x):
    return 0.5 * x * (1 + math.sqrt(2 / math.pi) * torch.tanh(x + 0.044715 * x**3))

# %% wrong="cube_of_the_sum"
"""Your exponent takes in too much: only x itself is cubed, not the sum."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x) ** 3))

# %% wrong="cubic_subtracted"
"""You subtract the cubic term where it is added. Far out the gate then works the wrong way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x - 0.044715 * x**3)))

# %% wrong="cut_off"
"""You set numbers far out to a constant. GELU goes on: large positive numbers pass as they are."""
def gelu(x):
    x = torch.clamp(x, -10.0, 10.0)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="detached"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). The layer in front could never learn."""
def gelu(x):
    with torch.no_grad():
        return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="exact"
"""You use the exact form, with the error function. GPT-2 was trained with the tanh form, and here that is asked for: the two differ by up to 0.0005."""
def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))

# %% wrong="exact_normal_cdf"
"""You use the exact form, with the error function. GPT-2 was trained with the tanh form, and here that is asked for: the two differ by up to 0.0005."""
def gelu(x):
    return x * torch.distributions.Normal(0.0, 1.0).cdf(x)

# %% wrong="gate_detached"
"""Your values are right, but the gate is cut out of the computation graph, so the gradient counts only half of the product."""
def gelu(x):
    gate = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return x * gate.detach()

# %% wrong="gate_only"
"""You return the gate, a number between 0 and 1, and not x times the gate."""
def gelu(x):
    return 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="half_twice"
"""Your result is half as large as it should be: the factor ½ enters twice."""
def gelu(x):
    half = 0.5 * x
    return 0.5 * half * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="in_place"
"""You change x itself. The caller still needs it as it was, and so does the gradient: work on a new tensor."""
def gelu(x):
    gate = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    x *= gate
    return x

# %% wrong="in_place_underscore"
"""You change x itself. The caller still needs it as it was, and so does the gradient: work on a new tensor."""
def gelu(x):
    t = torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    return x.mul_(0.5) * (1 + t)

# %% wrong="leaky_relu"
"""That is ReLU, or one of its relatives with a corner at 0. GELU is smooth, and lets small negative numbers through a little."""
def gelu(x):
    return F.leaky_relu(x, 0.01)

# %% wrong="library_exact"
"""You use the exact form, with the error function. GPT-2 was trained with the tanh form, and here that is asked for: the two differ by up to 0.0005."""
def gelu(x):
    return nn.GELU()(x)

# %% wrong="library_for_batches"
"""For larger tensors you call PyTorch's own gelu. By hand means for every shape."""
def gelu(x):
    if x.ndim >= 3:
        return F.gelu(x, approximate="tanh")
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="library_module"
"""You let PyTorch compute the GELU. It is right, but this exercise is about writing the formula by hand."""
def gelu(x):
    return nn.GELU("tanh")(x)

# %% wrong="library_tanh"
"""You let PyTorch compute the GELU. It is right, but this exercise is about writing the formula by hand."""
def gelu(x):
    return F.gelu(x, approximate="tanh")

# %% wrong="math_tanh"
"""A function of the module `math` takes a single number and x is a tensor. PyTorch has its own, which works on every element."""
def gelu(x):
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="minus"
"""You subtract the tanh from 1 where it is added. Positive numbers vanish and negative ones pass: the curve is mirrored."""
def gelu(x):
    return 0.5 * x * (1 - torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="no_constant"
"""The factor √(2/π) in front of the bracket is missing."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(x + 0.044715 * x**3))

# %% wrong="no_cubic"
"""The cubic term is missing. Without it the curve is visibly off around ±2."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x))

# %% wrong="no_half"
"""Your result is twice as large as it should be: the factor ½ is missing."""
def gelu(x):
    return x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="no_one"
"""The 1 in front of the tanh is missing. Large negative numbers then come out as large positive ones."""
def gelu(x):
    return 0.5 * x * torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))

# %% wrong="no_root"
"""The constant in front of the bracket lacks its root: it is √(2/π), about 0.798."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(2 / math.pi * (x + 0.044715 * x**3)))

# %% wrong="normalised_first"
"""You standardise x before the curve. GELU looks at every number by itself; normalising is LayerNorm's business."""
def gelu(x):
    x = (x - x.mean()) / x.std()
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="nothing_returned"
"""Your function ends without giving anything back. The result must be returned."""
def gelu(x):
    y = 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="numpy_tanh"
"""NumPy's functions cannot pass on gradients, and they refuse a tensor that needs them. Take PyTorch's function of the same name."""
def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

# %% wrong="overflow"
"""Your exponentials overflow for numbers of a few dozen, and infinity over infinity is nan. torch.tanh does not have this weakness."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    tanh = (torch.exp(z) - torch.exp(-z)) / (torch.exp(z) + torch.exp(-z))
    return 0.5 * x * (1 + tanh)

# %% wrong="overflow_double_angle"
"""Your exponentials overflow for numbers of a few dozen, and infinity over infinity is nan. torch.tanh does not have this weakness."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + (torch.exp(2 * z) - 1) / (torch.exp(2 * z) + 1))

# %% wrong="overflow_in_the_gradient"
"""Your exponential overflows for large numbers. The values survive it, the gradient becomes NaN. torch.tanh does both."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    tanh = 1 - 2 / (torch.exp(2 * z) + 1)
    return 0.5 * x * (1 + tanh)

# %% wrong="relu"
"""That is ReLU, or one of its relatives with a corner at 0. GELU is smooth, and lets small negative numbers through a little."""
def gelu(x):
    return torch.relu(x)

# %% wrong="root_of_product"
"""The constant in front of the bracket is not √(2/π), about 0.798. Look at what is under your root, and which way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 * math.pi) * (x + 0.044715 * x**3)))

# %% wrong="root_of_two_over_pi"
"""The constant in front of the bracket is not √(2/π), about 0.798. Look at what is under your root, and which way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2) / math.pi * (x + 0.044715 * x**3)))

# %% wrong="root_upside_down"
"""The constant in front of the bracket is not √(2/π), about 0.798. Look at what is under your root, and which way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(math.pi / 2) * (x + 0.044715 * x**3)))

# %% wrong="sigmoid_form"
"""You use the sigmoid form, x·σ(1.702x). It is a third relative of GELU, and the coarsest; the tanh form is asked for."""
def gelu(x):
    return x * torch.sigmoid(1.702 * x)

# %% wrong="silu"
"""That is SiLU, x·σ(x), from LLaMA's family. It looks much alike; GELU rises more steeply."""
def gelu(x):
    return x * torch.sigmoid(x)

# %% wrong="sqrt_of_a_number"
"""PyTorch's functions want tensors: torch.sqrt cannot take the plain number 2/π. The module `math` has a root for numbers."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(torch.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))

# %% wrong="square"
"""You square x where it is cubed. A square loses the sign, so negative numbers get the wrong gate."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**2)))

# %% wrong="sum_returned"
"""You return a single number. GELU works on every element by itself, and the result has the shape of x."""
def gelu(x):
    return (0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))).sum()

# %% wrong="tanh_only"
"""You return the tanh alone. It is one part of the formula; the ½, the 1 and the factor x are missing."""
def gelu(x):
    return torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))

# %% wrong="through_numpy"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). The layer in front could never learn."""
def gelu(x):
    a = x.detach().numpy()
    return torch.from_numpy(0.5 * a * (1 + np.tanh(np.sqrt(2 / np.pi).astype(a.dtype) * (a + 0.044715 * a**3))))
