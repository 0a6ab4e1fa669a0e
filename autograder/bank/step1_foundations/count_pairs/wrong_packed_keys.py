"""You pack both ids into one number as if each were a byte. Ids go past 255 as soon as something has been merged, and then different pairs come out mixed up."""
def count_pairs(ids):
    packed = {}
    for left, right in zip(ids, ids[1:]):
        number = left * 256 + right
        packed[number] = packed.get(number, 0) + 1
    return {(number // 256, number % 256): n for number, n in packed.items()}
