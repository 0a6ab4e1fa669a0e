"""An error class of its own, a kind of ValueError; einsum for the exchange of axes."""
class HeadsDoNotFit(ValueError):
    pass


def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise HeadsDoNotFit(C, n_heads)
    return torch.einsum("bthd->bhtd", x.reshape(B, T, n_heads, C // n_heads))
