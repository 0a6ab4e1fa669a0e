"""You lose the last id when it is not merged: your loop looks at pairs, and the last id begins none. It has to be copied all the same."""
def merge(ids, pair, new_id):
    out = []
    skip = False
    for a, b in zip(ids, ids[1:]):
        if skip:
            skip = False
        elif (a, b) == tuple(pair):
            out.append(new_id)
            skip = True
        else:
            out.append(a)
    return out
