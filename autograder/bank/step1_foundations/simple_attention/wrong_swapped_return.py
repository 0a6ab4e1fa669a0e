"""You return the weights first. The order is: the output, then the weights."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return weights, output
