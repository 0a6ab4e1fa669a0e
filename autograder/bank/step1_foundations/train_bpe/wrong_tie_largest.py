"""When several pairs are equally frequent you take the one with the largest ids; a maximum over tuples does that unasked. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        _, best = max((count, pair) for pair, count in counts.items())
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges
