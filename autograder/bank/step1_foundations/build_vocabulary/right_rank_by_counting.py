"""A character's id is the number of distinct characters that come before it."""
def build_vocabulary(text):
    distinct = set(text)
    char_to_idx = {c: sum(other < c for other in distinct) for c in distinct}
    idx_to_char = {i: c for c, i in char_to_idx.items()}
    return char_to_idx, idx_to_char
