"""You cut off blanks and line ends at the edges of the text. Decoding gives back exactly what was encoded; a chunk of a longer text often begins with a blank."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace").strip()
