"""You built the additive mask, 0 and -inf, to be summed onto scores. Here a boolean one is asked for: True where a query may look."""
def causal_mask(seq_len):
    return torch.triu(torch.full((seq_len, seq_len), float("-inf")), diagonal=1)
