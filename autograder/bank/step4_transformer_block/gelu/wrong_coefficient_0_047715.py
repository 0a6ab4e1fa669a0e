"""The coefficient of your cubic term is mistyped. It is 0.044715."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.047715 * x**3)))
