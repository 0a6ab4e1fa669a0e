"""Looks first and raises a KeyError with a message of its own."""
def encode(text, char_to_idx):
    ids = []
    for position, ch in enumerate(text):
        if ch not in char_to_idx:
            raise KeyError(f"character {ch!r} at position {position} is not in the vocabulary")
        ids += [char_to_idx[ch]]
    return ids
