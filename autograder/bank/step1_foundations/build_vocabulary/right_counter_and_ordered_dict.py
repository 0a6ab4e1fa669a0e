"""Counts the characters, forgets the counts, keeps ordered dictionaries."""
from collections import Counter, OrderedDict

def build_vocabulary(text):
    counts = Counter(text)
    char_to_idx = OrderedDict((ch, i) for i, ch in enumerate(sorted(counts)))
    idx_to_char = OrderedDict((i, ch) for ch, i in char_to_idx.items())
    return char_to_idx, idx_to_char
