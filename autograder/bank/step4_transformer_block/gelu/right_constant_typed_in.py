"""The constant typed in, x factored out."""
def gelu(x):
    inner = 0.7978845608028654 * x * (1.0 + 0.044715 * x * x)
    return x * (inner.tanh() + 1.0) / 2.0
