"""Fills a list of the right length."""
def encode(text, char_to_idx):
    n = len(text)
    out = [None] * n
    i = 0
    while i < n:
        out[i] = char_to_idx[text[i]]
        i += 1
    return out
