"""operator.itemgetter, with its two special cases."""
from operator import itemgetter

def encode(text, char_to_idx):
    if not text:
        return []
    found = itemgetter(*text)(char_to_idx)
    return list(found) if len(text) > 1 else [found]
