"""count_pairs, then the largest (count, minus first position)."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges):
        counts = count_pairs(ids)
        if len(counts) == 0:
            return merges
        first = {}
        for i in range(len(ids) - 1):
            first.setdefault((ids[i], ids[i + 1]), i)
        pair = max(first, key=lambda p: (counts[p], -first[p]))
        ids = merge(ids, pair, new_id)
        merges[pair] = new_id
    return merges
