"""You learn one merge fewer than was asked for. `num_merges` is the number of merges itself."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges - 1):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges
