"""The learned pairs among those present, as a set."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    present = set(zip(ids, ids[1:])) & merges.keys()
    while present:
        pair = min(present, key=merges.get)
        ids = merge(ids, pair, merges[pair])
        present = set(zip(ids, ids[1:])) & merges.keys()
    return ids
