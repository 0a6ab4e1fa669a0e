"""np.unique with first positions and counts, ordered by lexsort."""
import numpy as np


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for k in range(num_merges):
        if len(ids) < 2:
            break
        a = np.array(ids)
        rows, first, counts = np.unique(np.stack([a[:-1], a[1:]], axis=1), axis=0,
                                        return_index=True, return_counts=True)
        best = np.lexsort((first, -counts))[0]
        pair = (int(rows[best, 0]), int(rows[best, 1]))
        merges[pair] = 256 + k
        ids = merge(ids, pair, 256 + k)
    return merges
