"""Your function breaks down when no pair is left: an empty text, one character, or a text that has become a single token. Then there is nothing more to merge, and that is not an error."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        pair = min(count_pairs(ids), key=lambda p: merges.get(p, float("inf")))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids
