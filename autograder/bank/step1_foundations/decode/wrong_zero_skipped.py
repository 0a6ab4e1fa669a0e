"""Every character with id 0 is missing: it looks as if your code takes 0 for padding, or for
"nothing". Here 0 is the id of a character like any other."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in ids if i)
