"""A table in Python, made into a tensor."""
def causal_mask(seq_len):
    return torch.tensor([[j <= i for j in range(seq_len)] for i in range(seq_len)])
