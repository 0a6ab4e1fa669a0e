"""You begin with the code points of the characters. Byte-level BPE begins with the UTF-8 bytes: one character may be up to four of them, and no id before the first merge is above 255."""
def train_bpe(text, num_merges):
    ids = [ord(c) for c in text]
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
