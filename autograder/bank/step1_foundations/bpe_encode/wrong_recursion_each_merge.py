"""Your function calls itself once for each place that is merged, and Python allows about a thousand such calls. A real
text has more."""
def bpe_encode(text, merges):
    def go(ids):
        best = None
        for k in range(len(ids) - 1):
            r = merges.get((ids[k], ids[k + 1]))
            if r is not None and (best is None or r < best[0]):
                best = r, k
        if best is None:
            return ids
        return go(ids[: best[1]] + [best[0]] + ids[best[1] + 2 :])

    return go(list(text.encode("utf-8")))
