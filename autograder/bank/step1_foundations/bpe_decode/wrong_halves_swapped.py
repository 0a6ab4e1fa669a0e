"""Inside merged tokens your letters come out in the wrong order. The left half of a pair comes first; on a stack, what is put on last comes off first."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    for i in ids:
        stack = [i]
        while stack:
            top = stack.pop()
            if top in pair_of:
                stack.extend(pair_of[top])
            else:
                data.append(top)
    return bytes(data).decode("utf-8", errors="replace")
