"""When several pairs are equally frequent you take the one with the smallest ids. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
