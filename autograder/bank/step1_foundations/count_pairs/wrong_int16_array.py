"""Your array holds numbers up to 32,767. Larger ids come out as others."""
def count_pairs(ids):
    counts = {}
    array = np.array(ids).astype(np.int16)
    for left, right in zip(array[:-1].tolist(), array[1:].tolist()):
        counts[left, right] = counts.get((left, right), 0) + 1
    return counts
