"""Each head through a matrix of zeros and ones that moves it to its channels, and the sum."""
def merge_heads(x):
    B, H, T, D = x.shape
    places = torch.eye(H * D, dtype=x.dtype).reshape(H, D, H * D)
    return (x @ places).sum(dim=1)
