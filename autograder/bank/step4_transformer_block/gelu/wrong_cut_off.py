"""You set numbers far out to a constant. GELU goes on: large positive numbers pass as they are."""
def gelu(x):
    x = torch.clamp(x, -10.0, 10.0)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
