"""Each of your weights is exactly 1: it looks as if the scores are a table with a single query, and
the softmax runs along that axis of size 1. It must run over the keys, so that all the weights
together make 1."""
def simple_attention(query, keys, values):
    scores = query[np.newaxis, :] @ keys.T
    weights = np.exp(scores) / np.exp(scores).sum(axis=0)
    output = weights @ values
    return output[0], weights[0]
