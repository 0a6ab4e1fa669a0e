"""List comprehension for the scores, tensordot for the output."""
def simple_attention(query, keys, values):
    scores = np.array([np.vdot(query, key) for key in keys], dtype=float)
    exp_scores = np.vectorize(math.exp)(scores)
    weights = np.divide(exp_scores, exp_scores.sum())
    return np.tensordot(weights, values, axes=(0, 0)), weights
