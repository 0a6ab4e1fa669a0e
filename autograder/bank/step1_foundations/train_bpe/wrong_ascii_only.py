"""You throw away what is not ASCII before you train. The bytes of é or 你 belong to the text; that every text can be written in bytes is why BPE begins with them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("ascii", errors="ignore"))
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
