"""A batch of one query: matrices all the way, flattened at the end."""
def simple_attention(query, keys, values):
    Q = np.asarray(query).reshape(1, -1)
    scores = Q @ keys.T                                  # (1, n)
    scores = scores - scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)
    output = weights @ values                            # (1, v)
    return output[0], weights.ravel()
