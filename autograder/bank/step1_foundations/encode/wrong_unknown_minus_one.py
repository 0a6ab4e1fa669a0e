"""An unknown character becomes the id -1 in your code. Later on, an index of -1 quietly picks the
last row of a table: an unknown character must raise a KeyError instead."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, -1) for ch in text]
