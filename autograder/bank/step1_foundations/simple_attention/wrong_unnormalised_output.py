"""Your weights are right, but it looks as if the output was computed from the exponentials before
they were divided by their sum. The output is the average of the values under these very weights."""
def simple_attention(query, keys, values):
    exp_scores = np.exp(keys @ query)
    weights = exp_scores / exp_scores.sum()
    output = exp_scores @ values
    return output, weights
