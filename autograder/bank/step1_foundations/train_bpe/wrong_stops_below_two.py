"""You stop when no pair occurs twice. Here pairs seen once are merged too, until the wanted number of merges is reached or a single id is left."""
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
        if counts[best] < 2:
            break
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
