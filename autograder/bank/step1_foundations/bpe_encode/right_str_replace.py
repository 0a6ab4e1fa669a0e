"""One character for each id; str.replace for each merge in order."""
def bpe_encode(text, merges):
    s = "".join(chr(b) for b in text.encode("utf-8"))
    for pair in merges:
        s = s.replace(chr(pair[0]) + chr(pair[1]), chr(merges[pair]))
    return list(map(ord, s))
