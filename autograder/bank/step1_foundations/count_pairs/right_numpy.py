"""np.unique over the rows of an (n - 1, 2) array, back to plain ints."""
import numpy as np


def count_pairs(ids):
    if len(ids) < 2:
        return {}
    a = np.array(ids)
    rows, counts = np.unique(np.stack([a[:-1], a[1:]], axis=1), axis=0, return_counts=True)
    return {(int(l), int(r)): int(c) for (l, r), c in zip(rows, counts)}
