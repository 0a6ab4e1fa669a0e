"""The merges sorted by their ids, the merging written out."""
def bpe_encode(text, merges):
    tokens = [byte for byte in text.encode()]
    for (left, right), new in sorted(merges.items(), key=lambda item: item[1]):
        i = 0
        shorter = []
        while i < len(tokens):
            if i + 1 < len(tokens) and tokens[i] == left and tokens[i + 1] == right:
                shorter.append(new)
                i = i + 2
            else:
                shorter.append(tokens[i])
                i = i + 1
        tokens = shorter
    return tokens
