"""The id of your first merge already belongs to a byte, so two different things would share one number. All 256 bytes have an id of their own, whether the text uses them or not; new ids begin after the last of them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    vocab_size = len(set(ids))
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = vocab_size + n
        ids = merge(ids, best, vocab_size + n)
    return merges
