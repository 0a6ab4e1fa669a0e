"""You apply the merge that was learned last. The earliest one comes first: later merges were learned on ids in which the earlier ones were already done."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = max(zip(ids, ids[1:]), key=lambda p: merges.get(p, -1))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids
