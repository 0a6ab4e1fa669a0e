"""You subtract the cubic term where it is added. Far out the gate then works the wrong way round."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x - 0.044715 * x**3)))
