"""A function of the module `math` takes a single number and x is a tensor. PyTorch has its own, which works on every element."""
def gelu(x):
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
