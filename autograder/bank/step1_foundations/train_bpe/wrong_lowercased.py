"""You made the text lower case before training. "T" and "t" are different bytes, and a tokenizer must be able to give back both."""
def train_bpe(text, num_merges):
    ids = list(text.lower().encode("utf-8"))
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
