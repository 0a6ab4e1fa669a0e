"""Learned pairs are there, and yet you stop with the plain bytes. Either the list that `merge` gives back is not kept, or pairs that were never learned rank first in your order and end the loop."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = min(zip(ids, ids[1:]), key=lambda p: merges.get(p, 0))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids
