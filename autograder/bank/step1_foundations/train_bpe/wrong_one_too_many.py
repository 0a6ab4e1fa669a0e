"""You learn one merge more than was asked for. `num_merges` is the number of merges itself, and 0 means none."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    while len(merges) <= num_merges:
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        new_id = 256 + len(merges)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges
