"""Your function stops with an error when the bytes are not valid UTF-8. A model may put any tokens side by side, half a character included; such bytes are replaced by the sign �, never an error."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8")
