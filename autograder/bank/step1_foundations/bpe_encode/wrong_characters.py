"""You begin with the code points of the characters. The merges were learned on UTF-8 bytes, so encoding begins with the bytes too."""
def bpe_encode(text, merges):
    ids = [ord(c) for c in text]
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids
