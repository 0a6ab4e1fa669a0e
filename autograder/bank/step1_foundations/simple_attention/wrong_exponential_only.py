"""Your weights do not sum to 1: it looks as if you took the exponential of the scores and left out
the division by the sum over all keys."""
def simple_attention(query, keys, values):
    weights = np.exp(keys @ query)
    return weights @ values, weights
