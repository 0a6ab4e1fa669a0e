"""Looks back at the end of the output; what was merged in this call cannot be merged again."""
def merge(ids, pair, new_id):
    out, fresh = [], False
    for x in ids:
        if out and not fresh and out[-1] == pair[0] and x == pair[1]:
            out[-1] = new_id
            fresh = True
        else:
            out.append(x)
            fresh = False
    return out
