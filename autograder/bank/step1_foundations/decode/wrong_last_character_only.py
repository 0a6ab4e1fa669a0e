"""Only the last character comes back: it looks as if each turn of your loop overwrites the text
instead of adding to it."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text = idx_to_char[i]
    return text
