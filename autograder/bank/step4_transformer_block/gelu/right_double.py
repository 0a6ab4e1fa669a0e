"""In double precision inside, with a helper."""
def cdf(x):
    return (torch.tanh((2 / math.pi) ** 0.5 * (x + 0.044715 * x.pow(3))) + 1) * 0.5


def gelu(x):
    return (x.double() * cdf(x.double())).to(x.dtype)
