"""Your function looks at the first id before it knows that there is one. An empty list stays empty, and that is not an error."""
def merge(ids, pair, new_id):
    out = [ids[0]]
    fresh = False
    for x in ids[1:]:
        if out[-1] == pair[0] and x == pair[1] and not fresh:
            out[-1] = new_id
            fresh = True
        else:
            out.append(x)
            fresh = False
    return out
