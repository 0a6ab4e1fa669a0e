"""Your ids are the characters' code points. An id is the place among the distinct characters of
this text: 0, 1, 2, … without gaps, so that the embedding table needs no rows that are never
used."""
def build_vocabulary(text):
    char_to_idx = {ch: ord(ch) for ch in sorted(set(text))}
    idx_to_char = {ord(ch): ch for ch in sorted(set(text))}
    return char_to_idx, idx_to_char
