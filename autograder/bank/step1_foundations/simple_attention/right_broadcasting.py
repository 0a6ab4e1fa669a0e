"""Broadcasting and sums instead of products of matrices."""
def simple_attention(query, keys, values):
    scores = (keys * query).sum(axis=1)
    weights = np.exp(scores)
    weights = weights / weights.sum()
    output = (weights[:, np.newaxis] * values).sum(axis=0)
    return output, weights
