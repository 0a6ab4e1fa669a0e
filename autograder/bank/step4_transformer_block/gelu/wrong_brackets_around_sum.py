"""A pair of brackets is missing: the tanh is added to x/2, not to the 1 inside the product."""
def gelu(x):
    return 0.5 * x * 1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
