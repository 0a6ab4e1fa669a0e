"""Your text comes out backwards: it looks as if each new character is put in front of the ones
before it, or the ids are taken from the end."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text = idx_to_char[i] + text
    return text
