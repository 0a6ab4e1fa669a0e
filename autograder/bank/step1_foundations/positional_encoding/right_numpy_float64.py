"""NumPy inside, in double precision; the tensor that comes back is float64."""
import numpy as np

def positional_encoding(seq_len, d_model):
    angles = np.einsum("p,f->pf", np.arange(seq_len), 1 / 10000 ** (np.arange(0, d_model, 2) / d_model))
    table = np.zeros((seq_len, d_model))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return torch.from_numpy(table)
