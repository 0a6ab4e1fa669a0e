"""You join too much: the positions of the text are gone as an axis. The result has three, (B, T, H·D)."""
def merge_heads(x):
    return x.transpose(1, 2).flatten(1)
