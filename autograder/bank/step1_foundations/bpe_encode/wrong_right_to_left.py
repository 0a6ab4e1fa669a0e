"""You merge from the right end of the text. In a run such as "aaa" that leaves other ids than reading from left to right does, the way the merges were learned."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        i = len(ids) - 2
        while i >= 0:
            if (ids[i], ids[i + 1]) == pair:
                ids[i:i + 2] = [new_id]
                i -= 1
            i -= 1
    return ids
