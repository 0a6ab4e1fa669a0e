"""It looks as if you leave out the characters that the vocabulary does not know. Then text
disappears without a word, and decoding gives something shorter than what went in: an unknown
character must raise a KeyError."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text if ch in char_to_idx]
