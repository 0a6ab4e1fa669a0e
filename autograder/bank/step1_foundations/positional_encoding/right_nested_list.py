"""Plain Python numbers in nested lists, made a tensor at the end."""
import math

def angle(pos, column, d_model):
    pair = column // 2
    return pos * math.exp(-math.log(10_000) * 2 * pair / d_model)

def positional_encoding(seq_len, d_model):
    rows = []
    for pos in range(seq_len):
        row = []
        for column in range(d_model):
            wave = math.cos if column % 2 else math.sin
            row.append(wave(angle(pos, column, d_model)))
        rows.append(row)
    return torch.tensor(rows)
