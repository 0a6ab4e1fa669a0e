"""Your mask marks what is forbidden. In this course True means that the query may look at the key."""
def causal_mask(seq_len):
    return torch.triu(torch.ones(seq_len, seq_len), diagonal=1).bool()
