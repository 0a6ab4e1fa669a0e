"""You merge the rarest pair. The most frequent one shortens the text most, and that is the one to merge."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = min(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
