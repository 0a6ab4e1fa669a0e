"""Undoes the merges, the last one first."""
def bpe_decode(ids, merges):
    current = list(ids)
    for pair, new_id in reversed(list(merges.items())):
        longer = []
        for i in current:
            if i == new_id:
                longer.extend(pair)
            else:
                longer.append(i)
        current = longer
    return str(bytes(current), "utf-8", "replace")
