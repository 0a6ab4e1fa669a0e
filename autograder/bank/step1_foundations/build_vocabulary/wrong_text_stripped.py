"""It looks as if you cut the blanks and line breaks off the ends of the text before you collect its
characters. Where the only line break stands at the very end, it is then missing from your
vocabulary."""
def build_vocabulary(text):
    chars = sorted(set(text.strip()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
