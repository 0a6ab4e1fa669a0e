"""You look for pairs in a text of digits, where 1, 2 is also found inside 11, 2 and 1, 22."""
def count_pairs(ids):
    line = ",".join(map(str, ids))
    pairs = set(zip(ids, ids[1:]))
    return {(a, b): sum(line.startswith(f"{a},{b}", k) for k in range(len(line))) for a, b in pairs}
