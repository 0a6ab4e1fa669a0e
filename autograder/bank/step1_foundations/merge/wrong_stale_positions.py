"""You look for all places first and then replace them one by one; but after each replacement everything behind it has moved one place to the left."""
def merge(ids, pair, new_id):
    places = []
    i = 0
    while i < len(ids) - 1:
        if (ids[i], ids[i + 1]) == tuple(pair):
            places.append(i)
            i += 2
        else:
            i += 1
    out = list(ids)
    for i in places:
        out[i:i + 2] = [new_id]
    return out
