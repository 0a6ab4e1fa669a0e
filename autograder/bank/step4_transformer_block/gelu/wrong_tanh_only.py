"""You return the tanh alone. It is one part of the formula; the ½, the 1 and the factor x are missing."""
def gelu(x):
    return torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
