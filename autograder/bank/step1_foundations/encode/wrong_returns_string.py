"""You return the ids joined into one string. A list of integers is asked for: a string of digits
cannot index an embedding table, nor be cut up into ids without guessing."""
def encode(text, char_to_idx):
    return " ".join(str(char_to_idx[ch]) for ch in text)
