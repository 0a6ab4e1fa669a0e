"""You let PyTorch compute the GELU. It is right, but this exercise is about writing the formula by hand."""
def gelu(x):
    return nn.GELU("tanh")(x)
