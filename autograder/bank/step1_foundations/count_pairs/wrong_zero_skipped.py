"""You lose the pairs that hold the id 0. It is an id like any other, although Python takes it for false in a condition."""
def count_pairs(ids):
    counts = {}
    previous = None
    for current in ids:
        if previous and current:
            counts[(previous, current)] = counts.get((previous, current), 0) + 1
        previous = current
    return counts
