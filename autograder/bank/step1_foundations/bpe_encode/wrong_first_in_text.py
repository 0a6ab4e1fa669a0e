"""You always merge the learned pair that stands first in the text. It is the order of learning that decides: an earlier merge goes first, even if it stands further on."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    i = 0
    while i < len(ids) - 1:
        pair = (ids[i], ids[i + 1])
        if pair in merges:
            ids[i:i + 2] = [merges[pair]]
            i = 0
        else:
            i += 1
    return ids
