"""You change x itself. The caller still needs it as it was, and so does the gradient: work on a new tensor."""
def gelu(x):
    gate = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    x *= gate
    return x
