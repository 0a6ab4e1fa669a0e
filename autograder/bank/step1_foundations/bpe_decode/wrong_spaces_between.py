"""You put a blank between the tokens. Blanks are tokens or parts of tokens themselves; the pieces are joined with nothing between them."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b" ".join(vocab[i] for i in ids).decode("utf-8", errors="replace")
