"""The right half of a merged pair is still in your answer. The new id stands for both ids, so your loop must step over the second one (a `for` loop ignores changes of its own variable)."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
        else:
            out.append(ids[i])
        i += 1
    return out
