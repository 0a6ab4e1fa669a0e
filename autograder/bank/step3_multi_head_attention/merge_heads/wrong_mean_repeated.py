"""Every head of your result holds the same numbers, an average or a copy. Lay the heads side by side as they are."""
def merge_heads(x):
    return x.mean(dim=1).repeat(1, 1, x.shape[1])
