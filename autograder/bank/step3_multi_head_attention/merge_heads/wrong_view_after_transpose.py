"""PyTorch refuses: after a transpose the numbers no longer lie in memory in the order of the axes, and `view` needs them so. There is a call that copies where it must, or one that puts the memory in order first."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(1, 2).view(B, T, H * D)
