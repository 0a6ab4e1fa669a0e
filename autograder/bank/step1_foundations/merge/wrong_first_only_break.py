"""You merge the first occurrence of the pair only. One call replaces every one of them."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out.append(new_id)
            i += 2
            break
        out.append(ids[i])
        i += 1
    return out + ids[i:]
