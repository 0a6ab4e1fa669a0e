"""You built a table inside a table, one for each left id. The keys wanted are pairs: one flat mapping from (left, right) to its count."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        row = counts.setdefault(left, {})
        row[right] = row.get(right, 0) + 1
    return counts
