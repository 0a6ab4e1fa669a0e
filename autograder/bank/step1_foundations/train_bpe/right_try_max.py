"""Asks for forgiveness: the empty maximum ends the training."""
def train_bpe(text, num_merges):
    ids = list(map(int, text.encode("utf-8")))
    merges = dict()
    try:
        for i in range(num_merges):
            stats = {}
            for j in range(1, len(ids)):
                key = ids[j - 1], ids[j]
                count, where = stats.get(key, (0, -j))
                stats[key] = (count + 1, where)
            pair = max(stats, key=stats.get)
            merges[pair] = 256 + i
            ids = merge(ids, pair, 256 + i)
    except ValueError:
        pass
    return merges
