"""The ids that you give back are right, but you also changed the list of your caller. A function of this course never changes its arguments: build a new list."""
def merge(ids, pair, new_id):
    out = ids
    i = 0
    while i < len(out) - 1:
        if out[i:i + 2] == list(pair):
            out[i:i + 2] = [new_id]
        i += 1
    return list(out)
