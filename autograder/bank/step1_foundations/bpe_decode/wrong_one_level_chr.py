"""You take each token apart only once and print what is left as characters. Its halves may be merged tokens themselves: go on until nothing but bytes (0 to 255) is left, and then decode the bytes."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    text = ""
    for i in ids:
        for part in pair_of.get(i, (i,)):
            text += chr(part)
    return text
