"""You add the last id after the loop in any case, even when it has just been merged; then it is there twice."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    out.extend(ids[-1:])
    return out
