"""All matches at once with NumPy, then overlapping ones are thrown out from the left."""
import numpy as np


def merge(ids, pair, new_id):
    a = np.array(ids, dtype=np.int64)
    matches = np.flatnonzero((a[:-1] == pair[0]) & (a[1:] == pair[1]))
    keep = np.ones(len(a), dtype=bool)
    last = -2
    for m in matches:
        if m > last + 1:
            a[m] = new_id
            keep[m + 1] = False
            last = m
    return a[keep].tolist()
