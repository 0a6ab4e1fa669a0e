"""Merged tokens are still there when you make bytes of the ids. The halves of a token may be merged tokens themselves, and all of them must be taken apart, until nothing but bytes (0 to 255) is left."""
def bpe_decode(ids, merges):
    data = list(ids)
    for pair, new_id in merges.items():
        data = [part for i in data for part in (pair if i == new_id else (i,))]
    return bytes(data).decode("utf-8", errors="replace")
