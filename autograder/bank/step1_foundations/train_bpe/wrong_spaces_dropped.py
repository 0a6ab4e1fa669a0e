"""You dropped the blanks before training. They are bytes like all others; without them the words run together, and pairs are learned that the text does not hold."""
def train_bpe(text, num_merges):
    ids = list("".join(text.split()).encode("utf-8"))
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
