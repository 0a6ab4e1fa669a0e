"""Your training breaks down when there is nothing left to merge. A short text has no pair left after a few merges: stop then, and give back what was learned."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
