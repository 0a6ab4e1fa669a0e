"""Jumps from one occurrence of the left id to the next with list.index."""
def merge(ids, pair, new_id):
    left, right = pair
    out = []
    start = 0
    while True:
        try:
            i = ids.index(left, start)
        except ValueError:
            return out + ids[start:]
        out.extend(ids[start:i])
        if i + 1 < len(ids) and ids[i + 1] == right:
            out.append(new_id)
            start = i + 2
        else:
            out.append(left)
            start = i + 1
