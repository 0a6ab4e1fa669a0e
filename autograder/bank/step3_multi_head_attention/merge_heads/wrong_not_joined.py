"""Your heads and channels are still two axes. Joining them into one of H·D channels is missing."""
def merge_heads(x):
    return x.transpose(1, 2)
