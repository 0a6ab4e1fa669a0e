"""NumPy's own weighted average; its weights need no normalising there."""
def simple_attention(query, keys, values):
    e = np.exp(np.inner(keys, query))
    return np.average(values, axis=0, weights=e), e / np.sum(e)
