"""You always merge the learned pair that stands first in the text. It is the order of learning that decides: an earlier merge goes first, even if it stands further on."""
def bpe_encode(text, merges):
    out = []
    for byte in text.encode("utf-8"):
        out.append(byte)
        while len(out) > 1 and (out[-2], out[-1]) in merges:
            right = out.pop()
            out[-1] = merges[(out[-1], right)]
    return out
