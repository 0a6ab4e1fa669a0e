"""Your even columns are right, but it looks as if each odd column has a frequency of its own. A
sine and the cosine to its right are a pair and share one frequency: the exponent moves only from
pair to pair."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model):
            angle = pos / 10000 ** (i / d_model)
            pe[pos, i] = math.sin(angle) if i % 2 == 0 else math.cos(angle)
    return pe
