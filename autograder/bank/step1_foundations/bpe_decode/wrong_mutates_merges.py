"""Your text is right, but you used up the caller's table of merges on the way, so the next text cannot be decoded. A function of this course never changes its arguments."""
def bpe_decode(ids, merges):
    data = list(ids)
    while merges:
        pair, new_id = merges.popitem()
        data = [part for i in data for part in (pair if i == new_id else (i,))]
    return bytes(data).decode("utf-8", errors="replace")
