"""Your second call still remembers the first: the table is made once, when the function is defined, and shared by all calls. Each call needs a fresh one."""
def count_pairs(ids, counts={}):
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return dict(counts)
