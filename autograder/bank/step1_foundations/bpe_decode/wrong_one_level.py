"""Merged tokens are still there when you make bytes of the ids. The halves of a token may be merged tokens themselves, and all of them must be taken apart, until nothing but bytes (0 to 255) is left."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    for i in ids:
        if i in pair_of:
            data.extend(pair_of[i])
        else:
            data.append(i)
    return bytes(data).decode("utf-8", errors="replace")
