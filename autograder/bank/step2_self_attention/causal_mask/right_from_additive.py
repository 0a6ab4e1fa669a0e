"""The additive mask, read backwards."""
def causal_mask(seq_len):
    additive = torch.triu(torch.full((seq_len, seq_len), float("-inf")), diagonal=1)
    return torch.isfinite(additive)
