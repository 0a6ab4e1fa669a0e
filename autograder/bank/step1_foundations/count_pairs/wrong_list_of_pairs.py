"""You give back the list of pairs and leave the counting out. A mapping from each pair to the number of times it occurs is wanted."""
def count_pairs(ids):
    return list(zip(ids, ids[1:]))
