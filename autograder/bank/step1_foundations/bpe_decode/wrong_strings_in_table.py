"""Each byte of é or 你 becomes a � of its own in your text. Those bytes mean something only together: keep bytes as bytes to the end, then decode all of them once, as UTF-8; only what is invalid there is replaced."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]).decode("utf-8", errors="replace") for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i] for i in ids)
