"""You count the pairs once, at the beginning, and take the most frequent of that one table. Each merge changes which ids stand side by side: count again in every round, or no token ever grows longer than two bytes."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    ranked = sorted(counts, key=counts.get, reverse=True)
    return {pair: 256 + n for n, pair in enumerate(ranked[:num_merges])}
