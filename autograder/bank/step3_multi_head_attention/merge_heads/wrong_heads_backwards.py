"""Your heads come out in reverse order. Head 0 holds the first channels."""
def merge_heads(x):
    result = x[:, 0]
    for h in range(1, x.shape[1]):
        result = torch.cat([x[:, h], result], dim=-1)
    return result
