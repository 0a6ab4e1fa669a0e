"""It looks as if the ids are put in ascending order, or go through a set, before they are decoded.
Their order is the order of the text."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in sorted(set(ids)))
