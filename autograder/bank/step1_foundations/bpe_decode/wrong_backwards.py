"""Your text comes out backwards: a stack gives its ids from the end. The first id is the first thing to be read."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    stack = list(ids)
    data = []
    while stack:
        top = stack.pop()
        if top in pair_of:
            stack.extend(pair_of[top])
        else:
            data.append(top)
    return bytes(data).decode("utf-8", errors="replace")
