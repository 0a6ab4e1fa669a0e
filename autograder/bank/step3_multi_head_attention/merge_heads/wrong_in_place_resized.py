"""You exchange the axes of the caller's own tensor: a method whose name ends in an underscore changes what it is called on. The caller still needs it as it was."""
def merge_heads(x):
    B, H, T, D = x.shape
    x.swapaxes_(1, 2)
    return x.reshape(B, T, H * D)
