"""Takes all tokens apart by one level until only bytes are left."""
def bpe_decode(ids, merges):
    table = {v: k for k, v in merges.items()}
    while any(i > 255 for i in ids):
        ids = [part for i in ids for part in table.get(i, (i,))]
    return bytes(ids).decode("utf-8", errors="replace")
