"""You take the merges out of your caller's table while you use them, so the next text finds it empty. A function of this course never changes its arguments."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while merges:
        pair = next(iter(merges))
        ids = merge(ids, pair, merges.pop(pair))
    return ids
