"""Your largest weight is exactly 1: it looks as if you took the largest score away before the
exponential, which is good, but then left out the division by the sum over all keys."""
def simple_attention(query, keys, values):
    exp_scores = np.exp(np.dot(keys, query))
    weights = exp_scores / np.max(exp_scores)
    return np.dot(weights, values), weights
