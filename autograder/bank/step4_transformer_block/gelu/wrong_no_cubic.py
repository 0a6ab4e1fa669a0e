"""The cubic term is missing. Without it the curve is visibly off around ±2."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * x))
