"""It looks as if you scored the keys by their distance from the query. The dot product is asked
for, which also counts how long a key is."""
def simple_attention(query, keys, values):
    scores = -np.linalg.norm(keys - query, axis=1)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return weights @ values, weights
