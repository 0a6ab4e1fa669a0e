"""Remembers the previous id; setdefault; pairs come out in sorted order."""
def count_pairs(ids):
    table = {}
    previous = None
    for current in ids:
        if previous is not None:
            table.setdefault((previous, current), []).append(1)
        previous = current
    return {pair: sum(ones) for pair, ones in sorted(table.items())}
