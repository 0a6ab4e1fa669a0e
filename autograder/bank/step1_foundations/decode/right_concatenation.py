"""Adds one character after the other to a string."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i]
    return text
