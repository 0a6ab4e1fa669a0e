"""You return the gate, a number between 0 and 1, and not x times the gate."""
def gelu(x):
    return 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
