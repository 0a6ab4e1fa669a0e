"""You look a token up in `merges`, but its keys are pairs and the ids are its values. Decoding needs the way back."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}

    def spell(i):
        if i in vocab:
            return vocab[i]
        left, right = merges[i]
        return spell(left) + spell(right)

    return b"".join(spell(i) for i in ids).decode("utf-8", errors="replace")
