"""Your loop starts one step too late, so the first pair is never counted. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(1, len(ids) - 1):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
