"""Your weights are right, but it looks as if they average the keys. The keys only say where to
look; what is read there are the values."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, keys)
    return output, weights
