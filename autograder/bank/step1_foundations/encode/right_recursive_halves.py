"""Recursion on the two halves of the text."""
def encode(text, char_to_idx):
    if len(text) == 0:
        return []
    if len(text) == 1:
        return [char_to_idx[text]]
    middle = len(text) // 2
    return encode(text[:middle], char_to_idx) + encode(text[middle:], char_to_idx)
