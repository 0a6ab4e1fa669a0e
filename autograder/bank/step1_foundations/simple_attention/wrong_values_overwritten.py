"""The numbers are right, but afterwards the values are no longer what they were: they were weighted
in place. A function must not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    values *= weights[:, None]
    return values.sum(axis=0), weights
