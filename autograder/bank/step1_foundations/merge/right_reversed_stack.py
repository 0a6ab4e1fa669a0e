"""A reversed copy as a stack: `pop` takes the leftmost id."""
def merge(ids, pair, new_id):
    stack = ids[::-1]
    out = []
    while len(stack) >= 2:
        if stack[-1] == pair[0] and stack[-2] == pair[1]:
            stack.pop()
            stack.pop()
            out.append(new_id)
        else:
            out.append(stack.pop())
    return out + stack
