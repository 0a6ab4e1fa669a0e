"""The original course sheet's own code."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return output, weights
