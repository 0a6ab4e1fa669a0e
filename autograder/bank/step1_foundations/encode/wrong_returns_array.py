"""You return a NumPy array. A plain list of integers is asked for here: adding two of them must
make one longer text, where arrays would add their numbers."""
import numpy as np

def encode(text, char_to_idx):
    return np.array([char_to_idx[ch] for ch in text], dtype=np.int64)
