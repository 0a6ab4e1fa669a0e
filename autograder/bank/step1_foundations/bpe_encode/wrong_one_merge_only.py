"""You apply a single merge and stop. Go on as long as a learned pair is present."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        if pair in list(zip(ids, ids[1:])):
            return merge(ids, pair, new_id)
    return ids
