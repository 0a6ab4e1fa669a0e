"""Bytes that are not valid UTF-8 vanish without a trace in your text. They are to be replaced by the sign �, so that a reader sees that something was there."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="ignore")
