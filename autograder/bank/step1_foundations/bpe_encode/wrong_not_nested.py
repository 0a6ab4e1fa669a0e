"""You look up once, at the beginning, which learned pairs are present. Merging makes new pairs, so tokens of three or more bytes are never built: look again after each merge."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    present = set(zip(ids, ids[1:]))
    for pair, new_id in merges.items():
        if pair in present:
            ids = merge(ids, pair, new_id)
    return ids
