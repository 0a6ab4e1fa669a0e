"""Works on a copy and replaces slices of it."""
def merge(ids, pair, new_id):
    ids = list(ids)
    pair = list(pair)
    i = 0
    while i < len(ids) - 1:
        if ids[i:i + 2] == pair:
            ids[i:i + 2] = [new_id]
        i += 1
    return ids
