"""A stack of ids still to be taken apart, the next one on top."""
def bpe_decode(ids, merges):
    halves = dict(zip(merges.values(), merges.keys()))
    stack = list(reversed(ids))
    data = bytearray()
    while stack:
        top = stack.pop()
        if top < 256:
            data.append(top)
        else:
            left, right = halves[top]
            stack.append(right)
            stack.append(left)
    return data.decode(errors="replace")
