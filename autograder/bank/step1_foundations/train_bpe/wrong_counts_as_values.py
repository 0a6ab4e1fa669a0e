"""The values of your dictionary are counts. The value of a pair is the id of the token that replaces it; how often it occurred is no longer needed once it is chosen."""
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
        merges[best] = counts[best]
        ids = merge(ids, best, 256 + n)
    return merges
