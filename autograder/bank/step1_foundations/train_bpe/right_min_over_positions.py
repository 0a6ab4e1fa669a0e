"""The smallest (minus count, position) over all places; everything inlined, no helper of the lesson."""
def train_bpe(text, num_merges):
    def neighbours(seq):
        return [tuple(seq[i:i + 2]) for i in range(len(seq) - 1)]

    ids = list(text.encode("utf8"))
    learned = []
    for k in range(num_merges):
        pairs = neighbours(ids)
        if not pairs:
            break
        tally = {}
        for p in pairs:
            tally[p] = tally.get(p, 0) + 1
        _, place = min((-tally[p], i) for i, p in enumerate(pairs))
        chosen = pairs[place]
        learned.append(chosen)
        shorter, i = [], 0
        while i < len(ids):
            if tuple(ids[i:i + 2]) == chosen:
                shorter.append(256 + k)
                i += 2
            else:
                shorter.append(ids[i])
                i += 1
        ids = shorter
    return {pair: 256 + k for k, pair in enumerate(learned)}
