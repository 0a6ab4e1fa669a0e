"""Your output takes over the whole-number type of the values, so what stands behind the point is cut off."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    output = np.zeros_like(values[0])
    for i in range(values.shape[1]):
        output[i] = np.sum(weights * values[:, i])
    return output, weights
