"""You return a single number. GELU works on every element by itself, and the result has the shape of x."""
def gelu(x):
    return (0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))).sum()
