"""You stop at the first merge whose pair does not occur in the text. A merge that is absent is passed over; the ones behind it may still apply."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        if pair not in count_pairs(ids):
            break
        ids = merge(ids, pair, new_id)
    return ids
