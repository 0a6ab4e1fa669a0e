"""In a run of equal ids you merge pairs that overlap, so that one id is used up twice. An id that has been merged is gone, and the next pair begins after it."""
def merge(ids, pair, new_id):
    matches = [i for i in range(len(ids) - 1) if (ids[i], ids[i + 1]) == tuple(pair)]
    out = []
    for i in range(len(ids)):
        if i in matches:
            out.append(new_id)
        elif i - 1 not in matches:
            out.append(ids[i])
    return out
