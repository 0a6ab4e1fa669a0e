"""You exchanged positions and channels where the heads and the positions should change places. The shape is right and the numbers are mixed."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(2, 3).reshape(B, T, H * D)
