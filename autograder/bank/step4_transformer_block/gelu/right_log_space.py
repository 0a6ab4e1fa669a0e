"""The gate through logsigmoid."""
def gelu(x):
    z = math.sqrt(8 / math.pi) * (x + 0.044715 * x ** 3)
    return x * torch.exp(F.logsigmoid(z))
