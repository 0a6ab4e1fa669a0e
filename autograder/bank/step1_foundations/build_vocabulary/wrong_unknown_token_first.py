"""It looks as if you give id 0 to a token for unknown characters, which moves every other id up by
one. This vocabulary holds the characters of the text and nothing else."""
def build_vocabulary(text):
    chars = ["<unk>"] + sorted(set(text))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
