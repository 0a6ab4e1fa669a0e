"""You remove the right id by its value, and so lose the first one in the list that looks like it, not the one that was merged. Remove by place."""
def merge(ids, pair, new_id):
    out = list(ids)
    i = 0
    while i < len(out) - 1:
        if out[i] == pair[0] and out[i + 1] == pair[1]:
            out[i] = new_id
            out.remove(pair[1])
        i += 1
    return out
