"""When the channels do not divide evenly, you silently leave the last ones out. The model would lose part of every token without a word: raise ValueError."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    return torch.stack([x[..., h * D : (h + 1) * D] for h in range(n_heads)], dim=1)
