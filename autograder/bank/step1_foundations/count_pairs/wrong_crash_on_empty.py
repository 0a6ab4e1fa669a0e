"""Your function looks at the first id before it knows that there is one. An empty list has no pairs, and that is not an error."""
def count_pairs(ids):
    counts = {}
    previous = ids[0]
    for current in ids[1:]:
        counts[(previous, current)] = counts.get((previous, current), 0) + 1
        previous = current
    return counts
