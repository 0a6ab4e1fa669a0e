"""NumPy in double precision, row by row."""
def top_p_filter(logits, p):
    array = logits.detach().numpy().astype(np.float64)
    keep = np.zeros(array.shape, dtype=bool)
    for row, mark in zip(array, keep):
        order = np.argsort(-row)
        weights = np.exp(row[order] - row.max())
        cumulative = np.cumsum(weights / weights.sum())
        count = int(np.sum(cumulative < p)) + 1
        mark[order[:count]] = True
    return logits.masked_fill(torch.from_numpy(~keep), float("-inf"))
