"""The first of the merges, in order, whose pair is present, until there is none."""
def bpe_encode(text, merges):
    ids = list(bytearray(text, "utf-8"))
    while True:
        pairs = {(ids[i - 1], ids[i]) for i in range(1, len(ids))}
        pair = next((p for p in merges if p in pairs), None)
        if pair is None:
            break
        ids = merge(ids, pair, merges[pair])
    return ids
