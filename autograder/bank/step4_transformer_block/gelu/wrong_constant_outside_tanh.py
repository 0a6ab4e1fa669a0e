"""Your √(2/π) stands outside the tanh. It belongs inside, in front of the bracket."""
def gelu(x):
    return 0.5 * x * (1 + math.sqrt(2 / math.pi) * torch.tanh(x + 0.044715 * x**3))
