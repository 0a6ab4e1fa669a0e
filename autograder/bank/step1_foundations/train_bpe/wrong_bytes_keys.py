"""The keys of your dictionary are pieces of bytes. The keys wanted are pairs of ids, where a merged token stands as its new id (256 and up), not spelled out."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    vocab = {i: bytes([i]) for i in range(256)}
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        left, right = max(counts, key=counts.get)
        vocab[256 + n] = vocab[left] + vocab[right]
        merges[(vocab[left], vocab[right])] = 256 + n
        ids = merge(ids, (left, right), 256 + n)
    return merges
