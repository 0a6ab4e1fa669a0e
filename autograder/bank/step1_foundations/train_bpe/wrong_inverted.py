"""Your dictionary is the wrong way round, from new ids to pairs. Encoding asks "has this pair been learned?", so the pairs are the keys."""
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
        merges[256 + n] = best
        ids = merge(ids, best, 256 + n)
    return merges
