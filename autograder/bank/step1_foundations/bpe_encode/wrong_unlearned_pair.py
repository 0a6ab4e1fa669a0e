"""Your loop goes on until one token is left and looks up pairs that were never learned. Stop as soon as none of the pairs present is in the table."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = min(count_pairs(ids), key=lambda p: merges.get(p, float("inf")))
        ids = merge(ids, pair, merges[pair])
    return ids
