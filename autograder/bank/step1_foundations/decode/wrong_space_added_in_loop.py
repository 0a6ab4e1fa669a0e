"""There is a blank after every character. The blanks of the text have ids of their own, so nothing
may be put between the characters."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i] + " "
    return text
