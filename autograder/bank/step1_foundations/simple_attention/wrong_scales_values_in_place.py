"""You multiply the weights into the values themselves (`*=`): for numbers of 64 bits that changes the caller's array."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    weighted = np.asarray(values, dtype=np.float64)  # no copy for float64
    weighted *= weights[:, None]
    return weighted.sum(axis=0), weights
