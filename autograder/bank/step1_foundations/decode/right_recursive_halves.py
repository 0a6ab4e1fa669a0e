"""Recursion on the two halves of the ids."""
def decode(ids, idx_to_char):
    if len(ids) > 1:
        middle = len(ids) // 2
        return decode(ids[:middle], idx_to_char) + decode(ids[middle:], idx_to_char)
    for only in ids:
        return idx_to_char[only]
    return ""
