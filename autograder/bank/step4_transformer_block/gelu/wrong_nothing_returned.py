"""Your function ends without giving anything back. The result must be returned."""
def gelu(x):
    y = 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
