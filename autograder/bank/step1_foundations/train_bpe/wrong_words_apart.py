"""You split the text into words and count inside them only, so no pair with a blank is ever learned. Large tokenizers do split first, but the contract here is one sequence of bytes, blanks included."""
def train_bpe(text, num_merges):
    words = [list(word.encode("utf-8")) for word in text.split()]
    merges = {}
    for n in range(num_merges):
        counts = {}
        for ids in words:
            for pair in zip(ids, ids[1:]):
                counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        words = [merge(ids, best, 256 + n) for ids in words]
    return merges
