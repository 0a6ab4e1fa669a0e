"""You go through the merges from the last one to the first. The earliest one comes first: most later merges need ids that only the earlier ones make."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in reversed(merges.items()):
        ids = merge(ids, pair, new_id)
    return ids
