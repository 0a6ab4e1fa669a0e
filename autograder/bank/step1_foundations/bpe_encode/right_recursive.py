"""Calls itself once for each merge that is left."""
def bpe_encode(text, merges):
    def shorten(ids, rest):
        if not rest or len(ids) < 2:
            return ids
        (pair, new_id), *others = rest
        return shorten(merge(ids, pair, new_id), others)

    return shorten(list(text.encode("utf-8")), list(merges.items()))
