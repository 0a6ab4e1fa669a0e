"""The original course sheet's own code."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text]
