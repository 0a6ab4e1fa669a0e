"""It looks as if every occurrence of a character uses up an id, so a repeated character leaves gaps
behind it. Each distinct character gets exactly one id, and the ids are 0, 1, 2, … without gaps."""
def build_vocabulary(text):
    chars = sorted(text)
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char
