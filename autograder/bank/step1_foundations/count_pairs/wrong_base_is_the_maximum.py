"""You pack a pair into one number, and two different pairs can get the same number. A tuple (left, right) keeps them
apart."""
def count_pairs(ids):
    if len(ids) < 2:
        return {}
    base = max(max(ids), 1)
    codes = [left * base + right for left, right in zip(ids, ids[1:])]
    largest_last = {c: (left, right) for c, left, right in zip(codes, ids, ids[1:])}
    return {largest_last[c]: codes.count(c) for c in dict.fromkeys(codes)}
