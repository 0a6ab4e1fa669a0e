"""You put the new id in and keep the pair as well, so the list grows. The new id takes the place of the two ids: that is what makes the text shorter."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out += [ids[i], ids[i + 1], new_id]
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
