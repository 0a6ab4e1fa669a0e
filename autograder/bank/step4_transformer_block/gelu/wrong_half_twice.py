"""Your result is half as large as it should be: the factor ½ enters twice."""
def gelu(x):
    half = 0.5 * x
    return 0.5 * half * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
