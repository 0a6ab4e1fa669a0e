"""You standardise x before the curve. GELU looks at every number by itself; normalising is LayerNorm's business."""
def gelu(x):
    x = (x - x.mean()) / x.std()
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
