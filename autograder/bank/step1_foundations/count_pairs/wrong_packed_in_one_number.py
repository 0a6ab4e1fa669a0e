"""You pack a pair into one number, and two different pairs can get the same number. A tuple (left, right) keeps them
apart."""
def count_pairs(ids):
    packed = {}
    for left, right in zip(ids, ids[1:]):
        code = left * 1000 + right
        packed[code] = packed.get(code, 0) + 1
    return {divmod(code, 1000): n for code, n in packed.items()}
