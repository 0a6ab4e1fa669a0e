"""Learned pairs are there, and yet you stop with the plain bytes. Either the list that `merge` gives back is not kept, or pairs that were never learned rank first in your order and end the loop."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        merge(ids, pair, new_id)
    return ids
