"""PyTorch's functions want tensors: torch.sqrt cannot take the plain number 2/π. The module `math` has a root for numbers."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(torch.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
