"""Only the first character comes back: it looks as if your function returns from inside its loop,
after the first turn."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        ids.append(char_to_idx[ch])
        return ids
    return ids
