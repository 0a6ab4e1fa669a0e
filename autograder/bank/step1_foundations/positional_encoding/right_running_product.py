"""The frequencies as a geometric series, each the one before times a fixed ratio."""
import math

def positional_encoding(seq_len, d_model):
    ratio = 10000 ** (-2 / d_model)
    pe = torch.zeros((seq_len, d_model))
    freq = 1.0
    for i in range(d_model // 2):
        pe[:, 2 * i] = torch.tensor([math.sin(freq * p) for p in range(seq_len)])
        pe[:, 2 * i + 1] = torch.tensor([math.cos(freq * p) for p in range(seq_len)])
        freq *= ratio
    return pe
