"""It looks as if you add a token for unknown characters behind the real ones. This vocabulary holds
the characters of the text and nothing else, so its size is the number of distinct characters."""
def build_vocabulary(text):
    chars = sorted(set(text)) + ["<unk>"]
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char
