"""Your table holds the rank of each merge, 0, 1, 2 and so on. The value of a pair is the id of the new token; ids 0 to 255 are the bytes, so those ranks are taken."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = n
        ids = merge(ids, best, 256 + n)
    return merges
