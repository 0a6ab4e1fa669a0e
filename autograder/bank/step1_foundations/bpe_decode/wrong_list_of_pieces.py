"""You give back a list of pieces. One text is wanted: put the bytes of all tokens together, then decode them."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return [vocab[i].decode("utf-8", errors="replace") for i in ids]
