"""You add the heads up. They found different things, and the sum cannot be taken apart again: lay the heads side by side and keep every number."""
def merge_heads(x):
    return x.sum(dim=1)
