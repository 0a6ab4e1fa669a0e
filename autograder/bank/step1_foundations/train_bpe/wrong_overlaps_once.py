"""In a run of equal ids you count only the pairs that do not overlap, so a pair such as "aa" comes too late. `count_pairs` counts every two neighbours, and its counts decide."""
def train_bpe(text, num_merges):
    s = text.encode("utf-8").decode("latin-1")
    merges = {}
    for n in range(num_merges):
        pairs = list(dict.fromkeys(zip(s, s[1:])))
        if not pairs:
            break
        left, right = max(pairs, key=lambda pair: s.count(pair[0] + pair[1]))
        merges[(ord(left), ord(right))] = 256 + n
        s = s.replace(left + right, chr(256 + n))
    return merges
