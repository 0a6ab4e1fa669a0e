"""Your function ends without giving anything back. The merged tensor must be returned."""
def merge_heads(x):
    B, H, T, D = x.shape
    x = x.transpose(1, 2).reshape(B, T, H * D)
