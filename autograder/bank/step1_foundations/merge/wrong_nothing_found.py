"""When the pair does not occur you give back nothing. Then the ids stay as they are: give back a list that is equal to the one that came in."""
def merge(ids, pair, new_id):
    out = []
    found = False
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            found = True
            i += 2
        else:
            out.append(ids[i])
            i += 1
    if found:
        return out
