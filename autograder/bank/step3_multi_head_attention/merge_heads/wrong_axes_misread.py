"""You take the axes for (B, T, H, D). After the split the heads stand second and the positions third, and so they arrive here."""
def merge_heads(x):
    B, T, H, D = x.shape
    return x.reshape(B, T, H * D)
