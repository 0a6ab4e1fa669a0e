"""You apply the learned pair that is most frequent in this text. Frequency decides in training only; encoding follows the order of learning, so that the same text always gives the same ids, whatever surrounds it."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        counts = {pair: n for pair, n in count_pairs(ids).items() if pair in merges}
        if not counts:
            break
        pair = max(counts, key=lambda p: (counts[p], -merges[p]))
        ids = merge(ids, pair, merges[pair])
    return ids
