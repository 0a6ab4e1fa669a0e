"""When the channels do not divide evenly, you make up new ones. A caller who chose such sizes made a mistake and should hear of it: raise ValueError."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    D = math.ceil(C / n_heads)
    x = F.pad(x, (0, D * n_heads - C))
    return x.view(B, T, n_heads, D).transpose(1, 2)
