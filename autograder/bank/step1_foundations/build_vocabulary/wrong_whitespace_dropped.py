"""It looks as if blanks and line breaks have no id in your vocabulary. They are characters like any
other: without them words and verses run into each other."""
def build_vocabulary(text):
    chars = sorted(set(ch for ch in text if not ch.isspace()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
