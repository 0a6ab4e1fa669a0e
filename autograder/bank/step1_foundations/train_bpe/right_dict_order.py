"""Own counting; the dictionary is filled in reading order, so `max` meets the first pair of a tie first."""
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
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
