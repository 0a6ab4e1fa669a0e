"""Your first mapping is right, but the second goes the same way, from characters to ids. The second
must go back, from ids to characters, or nothing can be decoded."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {ch: i for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char
