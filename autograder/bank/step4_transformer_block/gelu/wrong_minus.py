"""You subtract the tanh from 1 where it is added. Positive numbers vanish and negative ones pass: the curve is mirrored."""
def gelu(x):
    return 0.5 * x * (1 - torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
