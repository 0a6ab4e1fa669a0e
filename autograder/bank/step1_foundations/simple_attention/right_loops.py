"""Loops and plain Python numbers, made arrays at the end."""
import math

def simple_attention(query, keys, values):
    scores = []
    for key in keys:
        score = 0.0
        for q, k in zip(query, key):
            score += float(q) * float(k)
        scores.append(score)
    exps = [math.exp(s) for s in scores]
    total = sum(exps)
    weights = [e / total for e in exps]
    output = [0.0] * values.shape[1]
    for w, value in zip(weights, values):
        for j in range(len(output)):
            output[j] += w * float(value[j])
    return np.array(output), np.array(weights)
