"""Maps the dictionary's own look-up over the text."""
def encode(text, char_to_idx):
    return list(map(char_to_idx.__getitem__, text))
