"""A for loop and a flag that says "this one is already merged"."""
def merge(ids, pair, new_id):
    out = []
    skip = False
    for i, current in enumerate(ids):
        if skip:
            skip = False
            continue
        following = ids[i + 1] if i + 1 < len(ids) else None
        if (current, following) == tuple(pair):
            out += [new_id]
            skip = True
        else:
            out += [current]
    return out
