"""Pops from a copy of the ids, from the back."""
def decode(ids, idx_to_char):
    remaining = list(ids)
    chars = []
    while remaining:
        chars.append(idx_to_char[remaining.pop()])
    chars.reverse()
    return "".join(chars)
