"""Your loop ends one step too early, so the last pair is never counted. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids) - 2):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts
