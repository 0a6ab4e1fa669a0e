"""Your loop stops when two ids are left. These two may be a pair that was learned."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 2:
        pair = min(zip(ids, ids[1:]), key=lambda p: merges.get(p, float("inf")))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids
