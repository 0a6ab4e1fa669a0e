"""Takes each token apart by recursion."""
def bpe_decode(ids, merges):
    parents = {new_id: pair for pair, new_id in merges.items()}

    def expand(i):
        if i in parents:
            left, right = parents[i]
            return expand(left) + expand(right)
        return [i]

    out = []
    for i in ids:
        out += expand(i)
    return bytes(out).decode("utf-8", "replace")
