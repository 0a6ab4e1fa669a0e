"""You remember the tokens of a text. With other merges the same text has other tokens."""
_bpe_cache = {}


def bpe_encode(text, merges):
    if text in _bpe_cache:
        return list(_bpe_cache[text])
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    _bpe_cache[text] = tuple(ids)
    return ids
