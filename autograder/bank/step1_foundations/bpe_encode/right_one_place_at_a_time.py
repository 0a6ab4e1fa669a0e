"""Merges one place at a time: lowest rank first, leftmost among equals."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    rank = {pair: r for r, pair in enumerate(merges)}
    while True:
        places = [(rank[ids[i], ids[i + 1]], i) for i in range(len(ids) - 1) if (ids[i], ids[i + 1]) in rank]
        if not places:
            return ids
        _, i = min(places)
        ids[i:i + 2] = [merges[ids[i], ids[i + 1]]]
