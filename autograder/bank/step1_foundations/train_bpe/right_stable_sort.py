"""The distinct pairs in reading order, sorted by count with Python's stable sort."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for k in range(num_merges):
        distinct = list(dict.fromkeys(zip(ids, ids[1:])))
        if not distinct:
            break
        counts = count_pairs(ids)
        distinct.sort(key=lambda pair: counts[pair], reverse=True)
        merges[distinct[0]] = 256 + k
        ids = merge(ids, distinct[0], 256 + k)
    return merges
