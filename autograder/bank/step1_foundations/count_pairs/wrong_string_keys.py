"""Your keys are strings. The key of a pair is a tuple of two ids, so that it can be handed on to `merge`."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        key = f"{left},{right}"
        counts[key] = counts.get(key, 0) + 1
    return counts
