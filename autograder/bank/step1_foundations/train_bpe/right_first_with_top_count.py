"""The highest count first, then the first place in the ids where a pair has it."""
def train_bpe(text, num_merges):
    tokens = [b for b in text.encode("utf-8")]
    merges = {}
    for step in range(num_merges):
        counts = count_pairs(tokens)
        if not counts:
            break
        top = max(counts.values())
        for i in range(len(tokens) - 1):
            candidate = (tokens[i], tokens[i + 1])
            if counts[candidate] == top:
                break
        merges[candidate] = 256 + step
        tokens = merge(tokens, candidate, 256 + step)
    return merges
