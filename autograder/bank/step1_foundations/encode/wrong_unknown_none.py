"""An unknown character becomes None in your list. The error is only put off until something wants
to compute with it, far from its cause: an unknown character must raise a KeyError at once."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch) for ch in text]
