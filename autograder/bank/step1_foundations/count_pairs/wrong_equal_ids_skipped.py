"""You leave out the pairs of two equal ids. They are pairs like any other: "ll" and "ee" are merged as well."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        if left != right:
            counts[(left, right)] = counts.get((left, right), 0) + 1
    return counts
