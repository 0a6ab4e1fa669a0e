"""It looks as if you stop at the first unknown character and return what you have so far, so the
rest of the text disappears without a word. An unknown character must raise a KeyError."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        if ch not in char_to_idx:
            print("unknown character:", ch)
            break
        ids.append(char_to_idx[ch])
    return ids
