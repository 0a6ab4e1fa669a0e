"""Query number at least key number."""
def causal_mask(seq_len):
    i = torch.arange(seq_len).view(-1, 1)
    j = torch.arange(seq_len).view(1, -1)
    return torch.ge(i, j)
