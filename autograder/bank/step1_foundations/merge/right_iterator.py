"""One id is held back until the next one is known."""
def merge(ids, pair, new_id):
    left, right = pair
    nothing = object()
    held = nothing
    result = []
    for current in ids:
        if held is nothing:
            held = current
        elif held == left and current == right:
            result.append(new_id)
            held = nothing
        else:
            result.append(held)
            held = current
    if held is not nothing:
        result.append(held)
    return result
