"""You wrote the bytes down as Python prints them, with b'…' around them. They have to be decoded, as UTF-8."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return str(b"".join(vocab[i] for i in ids))
