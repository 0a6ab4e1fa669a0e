"""Your exponential overflows for large numbers. The values survive it, the gradient becomes NaN. torch.tanh does both."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    tanh = 1 - 2 / (torch.exp(2 * z) + 1)
    return 0.5 * x * (1 + tanh)
