"""Each of your pairs has the count 1, however often it occurs. What you store for a pair must grow each time the pair is met again."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = 1
    return counts
