"""It looks as if the query is compared with the values. It must be compared with the keys, which
may have another width than the values and say something else."""
def simple_attention(query, keys, values):
    scores = np.dot(values, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return output, weights
