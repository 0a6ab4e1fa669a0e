"""The numbers are right, but afterwards the keys are no longer what they were: they were multiplied
in place. A function must not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    keys *= query
    scores = keys.sum(axis=1)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights @ values, weights
