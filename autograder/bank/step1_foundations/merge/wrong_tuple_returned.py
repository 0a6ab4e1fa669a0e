"""You give back a tuple. A new list is asked for."""
def merge(ids, pair, new_id):
    out, i = (), 0
    while i < len(ids):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out, i = out + (new_id,), i + 2
        else:
            out, i = out + (ids[i],), i + 1
    return out
