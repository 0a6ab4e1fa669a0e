"""You apply each merge at its first place only. It applies at every place where the pair occurs."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        pairs = list(zip(ids, ids[1:]))
        if pair in pairs:
            i = pairs.index(pair)
            ids = ids[:i] + [new_id] + ids[i + 2:]
    return ids
