"""It looks as if you lower-case the text first, so capital letters have no id of their own. To this
tokenizer "A" and "a" are two different characters, or decoding could never bring the capitals
back."""
def build_vocabulary(text):
    chars = sorted(set(text.lower()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
