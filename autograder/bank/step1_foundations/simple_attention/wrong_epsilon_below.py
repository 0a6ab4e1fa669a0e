"""You add a small number to the sum below the fraction. Where all scores are low, that number is not small against the
sum, and the weights no longer add up to 1."""
def simple_attention(query, keys, values):
    e = np.exp(keys @ query)
    weights = e / (e.sum() + 1e-8)
    return weights @ values, weights
