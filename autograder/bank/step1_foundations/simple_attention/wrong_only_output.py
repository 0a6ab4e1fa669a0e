"""You return the output alone. The weights are asked for as well, as a pair with it: they are what
shows where attention looks."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.dot(weights, values)
