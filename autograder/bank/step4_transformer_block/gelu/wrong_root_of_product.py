"""The constant in front of the bracket is not √(2/π), about 0.798. Look at what is under your root, and which way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 * math.pi) * (x + 0.044715 * x**3)))
