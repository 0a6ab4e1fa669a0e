"""Channels moved in front, heads and channels joined there, and moved back."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.movedim(2, 3).reshape(B, H * D, T).mT
