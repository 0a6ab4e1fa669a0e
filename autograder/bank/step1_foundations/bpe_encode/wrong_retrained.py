"""You learn new merges from the text that you should encode. Use the table you were given: ids mean something only if all texts share one table."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in train_bpe(text, len(merges)).items():
        ids = merge(ids, pair, new_id)
    return ids
