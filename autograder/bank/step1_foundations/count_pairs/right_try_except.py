"""A while loop that goes backwards, and try/except for the first time a pair is seen."""
def count_pairs(ids):
    counts = dict()
    i = len(ids) - 1
    while i > 0:
        key = (ids[i - 1], ids[i])
        try:
            counts[key] += 1
        except KeyError:
            counts[key] = 1
        i -= 1
    return counts
