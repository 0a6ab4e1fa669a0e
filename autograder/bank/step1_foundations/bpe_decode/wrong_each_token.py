"""You decode each token on its own. A character of several bytes may be spread over two tokens, and each half alone is invalid: put all bytes together first, decode once."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i].decode("utf-8", errors="replace") for i in ids)
