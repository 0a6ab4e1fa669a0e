"""A list serves as the mapping from ids to characters."""
def build_vocabulary(text):
    idx_to_char = sorted(set(text))
    char_to_idx = {}
    for ch in idx_to_char:
        char_to_idx[ch] = len(char_to_idx)
    return char_to_idx, idx_to_char
