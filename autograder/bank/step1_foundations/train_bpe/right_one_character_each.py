"""The ids as a string with one character for each, so that str.replace can merge."""
from collections import Counter


def train_bpe(text, num_merges):
    s = text.encode("utf-8").decode("latin-1")
    merges = {}
    for k in range(num_merges):
        if len(s) < 2:
            break
        counts = Counter(s[i:i + 2] for i in range(len(s) - 1))
        top = max(counts.values())
        two = min((p for p in counts if counts[p] == top), key=s.index)
        merges[(ord(two[0]), ord(two[1]))] = 256 + k
        s = s.replace(two, chr(256 + k))
    return merges
