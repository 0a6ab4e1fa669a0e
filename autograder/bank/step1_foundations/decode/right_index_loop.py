"""A loop over positions that fills a list."""
def decode(ids, idx_to_char):
    chars = [""] * len(ids)
    for position in range(len(ids)):
        chars[position] = idx_to_char[ids[position]]
    return "".join(chars)
