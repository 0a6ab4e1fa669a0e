"""Each round merges its pair in the original bytes again, so what the rounds before had merged is lost, and new ids are never merged further."""
def train_bpe(text, num_merges):
    original = list(text.encode("utf-8"))
    ids = original
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(original, best, 256 + n)
    return merges
