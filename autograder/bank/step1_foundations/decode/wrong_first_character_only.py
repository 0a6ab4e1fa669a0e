"""Only the first character comes back: it looks as if your function returns from inside its loop,
after the first turn."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i]
        return text
    return text
