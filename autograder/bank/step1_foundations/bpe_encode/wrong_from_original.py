"""Each of your merges begins with the original bytes again, so only the last one shows. Each goes on from the result of the one before."""
def bpe_encode(text, merges):
    original = list(text.encode("utf-8"))
    ids = original
    for pair, new_id in merges.items():
        ids = merge(original, pair, new_id)
    return ids
