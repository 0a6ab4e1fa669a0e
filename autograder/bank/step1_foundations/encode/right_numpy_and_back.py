"""Fills a NumPy array and turns it back into a list of plain integers."""
import numpy as np

def encode(text, char_to_idx):
    ids = np.zeros(len(text), dtype=np.int64)
    for i, ch in enumerate(text):
        ids[i] = char_to_idx[ch]
    return ids.tolist()
