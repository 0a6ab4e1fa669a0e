"""It looks as if you lower-case the text before you look its characters up. Capitals are characters
of their own in this vocabulary, and decoding must bring them back."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text.lower()]
