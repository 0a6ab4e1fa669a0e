"""After each merge you skip one id too many, and it is lost. A pair is two ids long."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            i += 3
        else:
            out.append(ids[i])
            i += 1
    return out
