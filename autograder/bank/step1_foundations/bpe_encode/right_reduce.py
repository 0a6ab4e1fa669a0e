"""functools.reduce over the items of the table."""
from functools import reduce


def bpe_encode(text, merges):
    return reduce(lambda ids, item: merge(ids, *item), merges.items(), list(text.encode("utf-8")))
