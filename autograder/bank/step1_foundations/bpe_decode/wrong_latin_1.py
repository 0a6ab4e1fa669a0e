"""You turn each byte into a character of its own (that is Latin-1), so é comes out as Ã©. In UTF-8 a character may be up to four bytes, and only all of them together say which one it is."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("latin-1")
