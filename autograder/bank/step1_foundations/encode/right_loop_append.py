"""A loop that appends."""
def encode(text, char_to_idx):
    ids = []
    for i in range(len(text)):
        char = text[i]
        ids.append(char_to_idx[char])
    return ids
