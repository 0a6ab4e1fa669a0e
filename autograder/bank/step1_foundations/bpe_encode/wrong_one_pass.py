"""You go through the text once and merge whatever learned pair comes. The order of learning decides, not the order in the text, and merged ids may be merged again."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) in merges:
            out.append(merges[(ids[i], ids[i + 1])])
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out
