"""You made up a new id instead of taking the one you were given. The caller decides which id the pair gets, and writes it into the merge table."""
def merge(ids, pair, new_id):
    new_id = max(ids, default=0) + 1
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
