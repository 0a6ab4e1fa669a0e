"""You merge the pair in either order. (1, 2) is not (2, 1): the new id could not be turned back into one certain text."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and sorted(ids[i:i + 2]) == sorted(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
