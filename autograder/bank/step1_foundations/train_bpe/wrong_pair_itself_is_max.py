"""You take the largest pair, not the most frequent one: the maximum of a dictionary compares its keys. The counts should decide."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = max(counts)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
