"""You normalise the text first, so a letter and its separate accent become one character that the text does not hold.
Count the characters as they are."""
import unicodedata


def build_vocabulary(text):
    chars = sorted(set(unicodedata.normalize("NFC", text)))
    char_to_idx = {c: i for i, c in enumerate(chars)}
    idx_to_char = {i: c for c, i in char_to_idx.items()}
    return char_to_idx, idx_to_char
