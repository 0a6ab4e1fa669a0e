"""Your √(2/π) multiplies x only and not the cubic term. It stands in front of the whole bracket."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x + 0.044715 * x**3))
