"""It looks as if you cut the blanks and line breaks off the ends of the text before encoding it.
They are characters too, and decoding must bring them back."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text.strip()]
