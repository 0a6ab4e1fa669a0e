"""It looks as if punctuation marks and blanks have no id in your vocabulary, only letters and
digits do. Every character of the text needs one, or the text cannot be written down in ids."""
def build_vocabulary(text):
    chars = sorted({c for c in text if c.isalnum()})
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
