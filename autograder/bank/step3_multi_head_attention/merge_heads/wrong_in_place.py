"""You exchange the axes of the caller's own tensor: a method whose name ends in an underscore changes what it is called on. The caller still needs it as it was."""
def merge_heads(x):
    return x.transpose_(1, 2).flatten(2)
