"""You give back a list of the pairs. A dictionary from each pair to its new id is wanted: encoding looks pairs up in it."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = []
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges.append(best)
        ids = merge(ids, best, 256 + n)
    return merges
