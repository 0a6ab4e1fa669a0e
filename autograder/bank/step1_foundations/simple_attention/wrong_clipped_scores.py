"""You limit the scores, so two large scores get the same weight though they differ."""
def simple_attention(query, keys, values):
    scores = np.clip(keys @ query, -10, 10)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights @ values, weights
