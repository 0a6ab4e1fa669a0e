"""Your result is twice as large as it should be: the factor ½ is missing."""
def gelu(x):
    return x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
