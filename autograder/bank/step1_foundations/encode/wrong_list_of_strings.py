"""Your list holds strings of digits. The ids must be integers, because they index the rows of an
embedding table."""
def encode(text, char_to_idx):
    return [str(char_to_idx[ch]) for ch in text]
