"""Walks along the ids and takes a pair only if its count is strictly greater than the best so far."""
def train_bpe(text, num_merges):
    ids = list(bytearray(text, "utf-8"))
    merges = {}
    next_id = 256
    while num_merges > 0:
        counts = count_pairs(ids)
        best_pair, best_count = None, 0
        for pair in zip(ids, ids[1:]):
            if counts[pair] > best_count:
                best_pair, best_count = pair, counts[pair]
        if best_pair is None:
            break
        ids = merge(ids, best_pair, next_id)
        merges[best_pair] = next_id
        next_id += 1
        num_merges -= 1
    return merges
