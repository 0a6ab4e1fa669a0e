"""Your output and weights have an extra dimension of size 1 in front, because the query became a
table with one row. One query came in as a plain vector, so plain vectors go out."""
def simple_attention(query, keys, values):
    scores = query.reshape(1, -1) @ keys.T
    weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    output = weights @ values
    return output, weights
