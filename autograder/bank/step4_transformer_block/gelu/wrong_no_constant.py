"""The factor √(2/π) in front of the bracket is missing."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(x + 0.044715 * x**3))
