"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). The layer in front could never learn."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    a = x.detach().numpy().reshape(B, T, n_heads, C // n_heads)
    return torch.from_numpy(a.swapaxes(1, 2).copy())
