"""Your output still has one row for each key: the values are weighted but not added up. The output
is one single vector, the sum of these rows."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    output = weights[:, None] * values
    return output, weights
