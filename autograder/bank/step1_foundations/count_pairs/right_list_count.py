"""Slow but right: a list of all pairs, and its `count` for each one of them."""
def count_pairs(ids):
    pairs = [(ids[i], ids[i + 1]) for i in range(len(ids) - 1)]
    return {pair: pairs.count(pair) for pair in set(pairs)}
