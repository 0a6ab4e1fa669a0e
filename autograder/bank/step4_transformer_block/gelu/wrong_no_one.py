"""The 1 in front of the tanh is missing. Large negative numbers then come out as large positive ones."""
def gelu(x):
    return 0.5 * x * torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
