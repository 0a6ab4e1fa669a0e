"""You return a single head. All of them are needed, side by side."""
def merge_heads(x):
    return x[:, 0]
