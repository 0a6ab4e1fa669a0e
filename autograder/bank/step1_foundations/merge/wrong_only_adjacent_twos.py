"""You cut the ids into separate twos and look at those only, so a pair that begins at an odd place is never found. After an id that does not match, go on by one, not by two."""
def merge(ids, pair, new_id):
    out = []
    for i in range(0, len(ids), 2):
        two = ids[i:i + 2]
        if two == list(pair):
            out.append(new_id)
        else:
            out.extend(two)
    return out
