"""It looks as if your ids go by how often a character occurs. That is a sensible order, but the
contract asks for the sorted order of the characters themselves, which does not change when the text
grows a little."""
from collections import Counter

def build_vocabulary(text):
    chars = [ch for ch, _ in Counter(sorted(text)).most_common()]
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}
