"""Zips characters with a range and turns the mapping around."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = dict(zip(chars, range(len(chars))))
    idx_to_char = {v: k for k, v in char_to_idx.items()}
    return char_to_idx, idx_to_char
