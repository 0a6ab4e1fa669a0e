"""When several pairs are equally frequent you take a later one. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand, so a later one must be better, not just as good."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = sorted(counts.items(), key=lambda item: item[1])[-1][0]
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
