"""The right half of a merged pair is still in your answer. The new id stands for both ids, so your loop must step over the second one (a `for` loop ignores changes of its own variable)."""
def merge(ids, pair, new_id):
    out = []
    for i in range(len(ids)):
        if i < len(ids) - 1 and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
    return out
