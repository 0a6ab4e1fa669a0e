"""There is a blank after every character. The blanks of the text have ids of their own, so nothing
may be put between the characters."""
def decode(ids, idx_to_char):
    return " ".join([idx_to_char[i] for i in ids])
