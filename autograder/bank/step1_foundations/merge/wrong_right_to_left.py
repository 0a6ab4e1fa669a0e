"""You merge from the right end. In a run such as "aaa" that pairs up other ids than reading from left to right does, and training and encoding must agree on one way."""
def merge(ids, pair, new_id):
    out = list(ids)
    i = len(out) - 2
    while i >= 0:
        if out[i] == pair[0] and out[i + 1] == pair[1]:
            out[i:i + 2] = [new_id]
            i -= 2
        else:
            i -= 1
    return out
