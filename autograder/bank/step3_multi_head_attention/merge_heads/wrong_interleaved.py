"""You shuffle the heads together like cards: channel 0 of every head, then channel 1 of every head. Each head should stay one block of neighbouring channels, as it was before the split."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.permute(0, 2, 3, 1).reshape(B, T, H * D)
