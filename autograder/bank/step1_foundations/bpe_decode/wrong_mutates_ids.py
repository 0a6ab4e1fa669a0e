"""Your text is right, but you used up the caller's list of ids on the way. A function of this course never changes its arguments: work on a copy."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    while ids:
        first = ids.pop(0)
        if first in pair_of:
            ids[:0] = pair_of[first]
        else:
            data.append(first)
    return bytes(data).decode("utf-8", errors="replace")
