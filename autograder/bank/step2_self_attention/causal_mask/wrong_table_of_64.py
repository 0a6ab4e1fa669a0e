"""You cut the mask out of a table of fixed size. A longer text does not fit."""
_LOWER = torch.tril(torch.ones(64, 64)).bool()


def causal_mask(seq_len):
    return _LOWER[:seq_len, :seq_len].clone()
