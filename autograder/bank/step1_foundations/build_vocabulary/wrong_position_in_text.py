"""It looks as if a character's id is a position in the text. An id is the character's place in the
sorted list of distinct characters, so that the ids are 0, 1, 2, … without gaps."""
def build_vocabulary(text):
    char_to_idx = {}
    idx_to_char = {}
    for i, ch in enumerate(text):
        char_to_idx[ch] = i
        idx_to_char[i] = ch
    return char_to_idx, idx_to_char
