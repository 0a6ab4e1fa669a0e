"""Your function gives back None: perhaps you changed the list in place. A new list is wanted, and the one that came in stays as it was."""
def merge(ids, pair, new_id):
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            ids[i:i + 2] = [new_id]
        i += 1
