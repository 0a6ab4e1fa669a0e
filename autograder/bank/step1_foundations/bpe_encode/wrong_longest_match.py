"""At each place you take the longest token that fits. That is another algorithm: BPE replays the merges in the order in which they were learned, and the two do not always agree."""
def bpe_encode(text, merges):
    vocab = {bytes([i]): i for i in range(256)}
    spelled = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        spelled[new_id] = spelled[left] + spelled[right]
        vocab.setdefault(spelled[new_id], new_id)
    data = text.encode("utf-8")
    ids = []
    i = 0
    while i < len(data):
        for length in range(len(data) - i, 0, -1):
            if data[i:i + length] in vocab:
                ids.append(vocab[data[i:i + length]])
                i += length
                break
    return ids
