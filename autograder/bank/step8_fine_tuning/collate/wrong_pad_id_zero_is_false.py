""""or" takes the padding id 0 for nothing and puts another in its place."""
def collate(pairs, pad_id):
    pad = nn.utils.rnn.pad_sequence
    x, y = zip(*pairs)
    return pad(x, batch_first=True, padding_value=pad_id or 1), pad(y, batch_first=True, padding_value=-100)
