"""You return a list of lists. A torch tensor is asked for: this table is going to be added to
embeddings, which are tensors."""
def positional_encoding(seq_len, d_model):
    pe = []
    for pos in range(seq_len):
        row = []
        for i in range(0, d_model, 2):
            row.append(math.sin(pos / (10000 ** (i / d_model))))
            row.append(math.cos(pos / (10000 ** (i / d_model))))
        pe.append(row)
    return pe
