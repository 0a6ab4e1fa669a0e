"""Each head copied into its place."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    D, rest = divmod(C, n_heads)
    if rest:
        raise ValueError(f"{C} / {n_heads} leaves {rest}")
    out = x.new_zeros(B, n_heads, T, D)
    for h in range(n_heads):
        out[:, h] = x[:, :, h * D : (h + 1) * D]
    return out
