"""You square x where it is cubed. A square loses the sign, so negative numbers get the wrong gate."""
def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**2)))
