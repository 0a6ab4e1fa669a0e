"""functools.reduce, from the empty string on."""
from functools import reduce

def decode(ids, idx_to_char):
    return reduce(lambda text, i: text + idx_to_char[i], ids, "")
