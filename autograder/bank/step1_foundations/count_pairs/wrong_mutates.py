"""You take the ids out of the caller's list while you count, and leave it nearly empty. A function of this course never changes its arguments: the training loop still needs them."""
def count_pairs(ids):
    counts = {}
    while len(ids) > 1:
        left = ids.pop(0)
        counts[(left, ids[0])] = counts.get((left, ids[0]), 0) + 1
    return counts
