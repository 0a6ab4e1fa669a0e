"""Each of your counts is one too small: the first time a pair is seen counts as well."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        if pair in counts:
            counts[pair] += 1
        else:
            counts[pair] = 0
    return counts
