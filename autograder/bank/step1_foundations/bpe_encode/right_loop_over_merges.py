"""Each merge once, in order of learning: a later merge cannot make an earlier pair appear."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids
