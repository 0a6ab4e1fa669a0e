"""A defaultdict hands out the ids in sorted order and is closed afterwards, so that unknown
characters raise."""
from collections import defaultdict

def build_vocabulary(text):
    char_to_idx = defaultdict(lambda: len(char_to_idx))
    for ch in sorted(text):
        char_to_idx[ch]
    char_to_idx.default_factory = None
    idx_to_char = {char_to_idx[ch]: ch for ch in char_to_idx}
    return char_to_idx, idx_to_char
