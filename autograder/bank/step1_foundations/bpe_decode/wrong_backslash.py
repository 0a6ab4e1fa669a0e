"""Bytes that are not valid UTF-8 come out as escape codes in your text. They are to be replaced by the sign �."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="backslashreplace")
