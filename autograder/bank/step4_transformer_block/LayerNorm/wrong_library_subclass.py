"""You hand the work to PyTorch's own layer norm. It is right, but this exercise is about doing it by hand: mean, variance, root."""
class LayerNorm(nn.LayerNorm):
    pass
