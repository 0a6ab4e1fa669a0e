"""Your characters are sorted from the last to the first: id 0 went to the character that should
have the highest id. The ids ascend with the characters."""
def build_vocabulary(text):
    chars = sorted(set(text), reverse=True)
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
