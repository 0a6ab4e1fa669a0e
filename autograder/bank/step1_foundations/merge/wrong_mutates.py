"""The ids that you give back are right, but you also changed the list of your caller. A function of this course never changes its arguments: build a new list."""
def merge(ids, pair, new_id):
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            ids[i] = new_id
            del ids[i + 1]
        i += 1
    return ids
