"""min over the set of pairs, a tie broken by list.index."""
from collections import Counter


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges):
        pairs = list(zip(ids, ids[1:]))
        if pairs == []:
            break
        counts = Counter(pairs)
        pair = min(set(pairs), key=lambda p: (-counts[p], pairs.index(p)))
        merges[pair] = new_id
        ids = merge(ids, pair, new_id)
    return merges
