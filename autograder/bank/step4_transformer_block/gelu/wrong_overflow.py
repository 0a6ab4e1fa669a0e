"""Your exponentials overflow for numbers of a few dozen, and infinity over infinity is nan. torch.tanh does not have this weakness."""
def gelu(x):
    z = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
    tanh = (torch.exp(z) - torch.exp(-z)) / (torch.exp(z) + torch.exp(-z))
    return 0.5 * x * (1 + tanh)
