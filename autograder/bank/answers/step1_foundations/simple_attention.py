# %% right="broadcasting"
"""Broadcasting and sums instead of products of matrices."""
def simple_attention(query, keys, values):
    scores = (keys * query).sum(axis=1)
    weights = np.exp(scores)
    weights = weights / weights.sum()
    output = (weights[:, np.newaxis] * values).sum(axis=0)
    return output, weights

# %% right="einsum"
"""Einsum for both products."""
def simple_attention(query, keys, values):
    scores = np.einsum("d,nd->n", query, keys)
    weights = np.exp(scores - scores.max())
    weights = weights / np.einsum("n->", weights)
    output = np.einsum("n,nv->v", weights, values)
    return output, weights

# %% right="logaddexp"
"""The softmax in log space."""
def simple_attention(query, keys, values):
    scores = keys.dot(query)
    log_weights = scores - np.logaddexp.reduce(scores)
    weights = np.exp(log_weights)
    return values.T.dot(weights), weights

# %% right="loops"
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

# %% right="matrices_then_ravel"
"""A batch of one query: matrices all the way, flattened at the end."""
def simple_attention(query, keys, values):
    Q = np.asarray(query).reshape(1, -1)
    scores = Q @ keys.T                                  # (1, n)
    scores = scores - scores.max(axis=-1, keepdims=True)
    weights = np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)
    output = weights @ values                            # (1, v)
    return output[0], weights.ravel()

# %% right="one_pass"
"""One pass over the keys that keeps a running maximum, sum and output, as in FlashAttention."""
def simple_attention(query, keys, values):
    best, total = -np.inf, 0.0
    output = np.zeros(values.shape[1])
    scores = np.zeros(len(keys))
    for n, (key, value) in enumerate(zip(keys, values)):
        scores[n] = np.dot(key, query)
        new_best = max(best, scores[n])
        shrink = np.exp(best - new_best)
        e = np.exp(scores[n] - new_best)
        total = total * shrink + e
        output = output * shrink + e * value
        best = new_best
    return output / total, np.exp(scores - best) / total

# %% right="original_sheet"
"""The original course sheet's own code."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return output, weights

# %% right="stable_softmax"
"""A helper for the softmax, which takes the largest score away first."""
def softmax(x):
    e = np.exp(x - np.max(x))
    return e / e.sum()

def simple_attention(query, keys, values):
    weights = softmax(keys @ query)
    return weights @ values, weights

# %% right="tensordot_and_vectorize"
"""List comprehension for the scores, tensordot for the output."""
def simple_attention(query, keys, values):
    scores = np.array([np.vdot(query, key) for key in keys], dtype=float)
    exp_scores = np.vectorize(math.exp)(scores)
    weights = np.divide(exp_scores, exp_scores.sum())
    return np.tensordot(weights, values, axes=(0, 0)), weights

# %% right="torch_inside"
"""Torch does the work, NumPy arrays go in and come out."""
def simple_attention(query, keys, values):
    q, k, v = (torch.tensor(np.asarray(a), dtype=torch.float64) for a in (query, keys, values))
    weights = torch.softmax(k @ q, dim=0)
    output = weights @ v
    return output.numpy(), weights.numpy()

# %% right="weighted_average"
"""NumPy's own weighted average; its weights need no normalising there."""
def simple_attention(query, keys, values):
    e = np.exp(np.inner(keys, query))
    return np.average(values, axis=0, weights=e), e / np.sum(e)

# %% wrong="clipped_scores"
"""You limit the scores, so two large scores get the same weight though they differ."""
def simple_attention(query, keys, values):
    scores = np.clip(keys @ query, -10, 10)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights @ values, weights

# %% wrong="cosine_similarity"
"""It looks as if you divided by the lengths of the query and the keys (cosine similarity). The
plain dot product is asked for: a longer key is allowed to draw more attention."""
def simple_attention(query, keys, values):
    scores = keys @ query / (np.linalg.norm(keys, axis=1) * np.linalg.norm(query) + 1e-9)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return weights @ values, weights

# %% wrong="distance"
"""It looks as if you scored the keys by their distance from the query. The dot product is asked
for, which also counts how long a key is."""
def simple_attention(query, keys, values):
    scores = -np.linalg.norm(keys - query, axis=1)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return weights @ values, weights

# %% wrong="divided_by_d"
"""It looks as if you divided the scores by the number of dimensions d. This first, simple attention
uses the plain dot product, undivided."""
def simple_attention(query, keys, values):
    scores = np.mean(keys * query, axis=1)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.dot(weights, values), weights

# %% wrong="divided_by_maximum"
"""Your largest weight is exactly 1: it looks as if you took the largest score away before the
exponential, which is good, but then left out the division by the sum over all keys."""
def simple_attention(query, keys, values):
    exp_scores = np.exp(np.dot(keys, query))
    weights = exp_scores / np.max(exp_scores)
    return np.dot(weights, values), weights

# %% wrong="divided_by_sum"
"""It looks as if you divided the scores by their sum, without the exponential. Negative scores then
give negative weights, and a sum close to 0 makes them explode; the softmax has neither problem."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = scores / scores.sum()
    return weights @ values, weights

# %% wrong="epsilon_below"
"""You add a small number to the sum below the fraction. Where all scores are low, that number is not small against the
sum, and the weights no longer add up to 1."""
def simple_attention(query, keys, values):
    e = np.exp(keys @ query)
    weights = e / (e.sum() + 1e-8)
    return weights @ values, weights

# %% wrong="exponential_only"
"""Your weights do not sum to 1: it looks as if you took the exponential of the scores and left out
the division by the sum over all keys."""
def simple_attention(query, keys, values):
    weights = np.exp(keys @ query)
    return weights @ values, weights

# %% wrong="extra_dimension"
"""Your output and weights have an extra dimension of size 1 in front, because the query became a
table with one row. One query came in as a plain vector, so plain vectors go out."""
def simple_attention(query, keys, values):
    scores = query.reshape(1, -1) @ keys.T
    weights = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    output = weights @ values
    return output, weights

# %% wrong="hard_choice"
"""It looks as if you picked the one best key and gave it all the weight. Attention here is soft:
every key gets a share, and small changes of a score change the output a little."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.zeros(len(scores))
    weights[np.argmax(scores)] = 1.0
    return weights @ values, weights

# %% wrong="integer_output"
"""Your output takes over the whole-number type of the values, so what stands behind the point is cut off."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    output = np.zeros_like(values[0])
    for i in range(values.shape[1]):
        output[i] = np.sum(weights * values[:, i])
    return output, weights

# %% wrong="keys_averaged"
"""Your weights are right, but it looks as if they average the keys. The keys only say where to
look; what is read there are the values."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, keys)
    return output, weights

# %% wrong="keys_not_transposed"
"""It looks as if the query is multiplied with the columns of the keys. Each key is a row; this goes
unnoticed only where there are as many keys as dimensions."""
def simple_attention(query, keys, values):
    scores = np.dot(query, keys)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return output, weights

# %% wrong="keys_overwritten"
"""The numbers are right, but afterwards the keys are no longer what they were: they were multiplied
in place. A function must not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    keys *= query
    scores = keys.sum(axis=1)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights @ values, weights

# %% wrong="mean_of_weighted"
"""Your output is too small by a factor of the number of keys: it looks as if you took the mean of
the weighted values. The weights already sum to 1, so the weighted values are simply added."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    output = np.mean(weights[:, None] * values, axis=0)
    return output, weights

# %% wrong="no_softmax"
"""Your weights are the scores themselves. They must go through a softmax first: it makes them
positive, and their sum 1, so that the output is an average of the values."""
def simple_attention(query, keys, values):
    weights = keys @ query
    output = weights @ values
    return output, weights

# %% wrong="not_summed"
"""Your output still has one row for each key: the values are weighted but not added up. The output
is one single vector, the sum of these rows."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    output = weights[:, None] * values
    return output, weights

# %% wrong="only_output"
"""You return the output alone. The weights are asked for as well, as a pair with it: they are what
shows where attention looks."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.dot(weights, values)

# %% wrong="returns_tensors"
"""You return torch tensors. This exercise stays in NumPy: arrays go in, arrays come out."""
def simple_attention(query, keys, values):
    q, k, v = torch.as_tensor(query), torch.as_tensor(keys), torch.as_tensor(values)
    weights = torch.softmax((k @ q).double(), dim=0)
    output = weights @ v.double()
    return output, weights

# %% wrong="scaled"
"""It looks as if you divided the scores by √d. That is right in step 2, but this first, simple
attention uses the plain dot product."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query) / np.sqrt(len(query))
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.dot(weights, values), weights

# %% wrong="scales_values_in_place"
"""The numbers are right, but afterwards the values are no longer what they were: they were weighted
in place. A function must not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    weighted = np.asarray(values, dtype=np.float64)  # no copy for float64
    weighted *= weights[:, None]
    return weighted.sum(axis=0), weights

# %% wrong="scores_returned"
"""Your output is right, but it looks as if you return the scores in place of the weights. The
weights are what the softmax makes of them: positive, with sum 1."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = weights @ values
    return output, scores

# %% wrong="shifted_not_divided"
"""Your largest weight is exactly 1: it looks as if you took the largest score away before the
exponential, which is good, but then left out the division by the sum over all keys."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    return weights @ values, weights

# %% wrong="sigmoid"
"""It looks as if you used the sigmoid, which judges every key by itself. The softmax lets the keys
compete: their weights must sum to 1."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = 1 / (1 + np.exp(-scores))
    return weights @ values, weights

# %% wrong="softmax_over_one_query"
"""Each of your weights is exactly 1: it looks as if the scores are a table with a single query, and
the softmax runs along that dimension of size 1. It must run over the keys, so that all the weights
together make 1."""
def simple_attention(query, keys, values):
    scores = query[np.newaxis, :] @ keys.T
    weights = np.exp(scores) / np.exp(scores).sum(axis=0)
    output = weights @ values
    return output[0], weights[0]

# %% wrong="softmax_twice"
"""It looks as if the softmax is applied twice. The second one sees numbers between 0 and 1, so all
keys get nearly the same weight."""
def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()

def simple_attention(query, keys, values):
    scores = softmax(keys @ query)
    weights = softmax(scores)
    return weights @ values, weights

# %% wrong="summed_over_channels"
"""Your output has one number for each key: it looks as if the weighted values are summed over their
columns. Sum over the keys; the output has as many columns as one value."""
def simple_attention(query, keys, values):
    scores = (keys * query).sum(axis=1)
    weights = np.exp(scores) / np.exp(scores).sum()
    output = (weights[:, None] * values).sum(axis=1)
    return output, weights

# %% wrong="swapped_return"
"""You return the weights first. The order is: the output, then the weights."""
def simple_attention(query, keys, values):
    scores = np.dot(keys, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return weights, output

# %% wrong="unnormalised_output"
"""Your weights are right, but it looks as if the output was computed from the exponentials before
they were divided by their sum. The output is the average of the values under these very weights."""
def simple_attention(query, keys, values):
    exp_scores = np.exp(keys @ query)
    weights = exp_scores / exp_scores.sum()
    output = exp_scores @ values
    return output, weights

# %% wrong="values_overwritten"
"""The numbers are right, but afterwards the values are no longer what they were: they were weighted
in place. A function must not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    values *= weights[:, None]
    return values.sum(axis=0), weights

# %% wrong="values_scored"
"""It looks as if the query is compared with the values. It must be compared with the keys, which
may have another width than the values and say something else."""
def simple_attention(query, keys, values):
    scores = np.dot(values, query)
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = np.dot(weights, values)
    return output, weights

# %% wrong="values_times_weights"
"""Your weights meet the columns of the values. Each weight belongs to one key, which is one *row* of the values: it
looks as if the product is the wrong way round (`values @ w`), or as if you sum along the rows."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return values @ weights, weights

# %% wrong="weights_broadcast_over_columns"
"""It looks as if you multiplied with `*`, so that each weight met a *column* of the values. Each weight belongs to one
key, which is one row of the values; and the weighted rows have to be added up."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return weights * values, weights

# %% wrong="columns_weighted_then_summed"
"""It looks as if you multiplied with `*`, so that each weight met a *column* of the values. Each weight belongs to one
key, which is one row of the values; and the weighted rows have to be added up."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.sum(weights * values, axis=0), weights

# %% wrong="rows_weighted_then_summed_along"
"""Your weights meet the columns of the values. Each weight belongs to one key, which is one *row* of the values: it
looks as if the product is the wrong way round (`values @ w`), or as if you sum along the rows."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return (weights * values).sum(axis=1), weights

# %% wrong="one_number"
"""Your output is a single number: everything was added up. Add up the rows only; one number for each column stays."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return np.sum(weights[:, None] * values), weights

# %% wrong="scores_not_summed"
"""Your scores are a table: it looks as if you multiplied query and keys number by number and did not add up. A dot
product multiplies *and* adds, and leaves one score for each key."""
def simple_attention(query, keys, values):
    scores = keys * query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    return weights @ values, weights

# %% wrong="divided_by_the_sum_of_scores"
"""It looks as if you divided the exponentials by the sum of the scores. Divide them by the sum of the *exponentials*,
and they add up to 1."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(scores)
    return weights @ values, weights

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.sum(np.exp(scores))
    output = weights @ values

# %% wrong="softmax_of_torch"
"""PyTorch's softmax takes tensors, and these are NumPy arrays. Write the formula out: np.exp, a sum, a division."""
def simple_attention(query, keys, values):
    weights = F.softmax(keys @ query, dim=0)
    return weights @ values, weights

# %% wrong="torch_softmax"
"""PyTorch's softmax takes tensors, and these are NumPy arrays. Write the formula out: np.exp, a sum, a division."""
def simple_attention(query, keys, values):
    weights = torch.softmax(keys @ query, dim=0)
    return weights @ values, weights

# %% wrong="softmax_of_numpy"
"""NumPy has no softmax of its own. Write the formula out: np.exp, a sum, a division."""
def simple_attention(query, keys, values):
    weights = np.softmax(keys @ query)
    return weights @ values, weights

# %% wrong="exp_of_math"
"""math.exp takes a single number. np.exp takes a whole array, one score after the other."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = math.exp(scores) / sum(math.exp(s) for s in scores)
    return weights @ values, weights

# %% wrong="query_overwritten"
"""The numbers are right, but afterwards the query is no longer what it was: it was changed in place. A function must
not change its arguments, because the caller goes on using them."""
def simple_attention(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    query /= np.abs(query).sum()
    return weights @ values, weights
