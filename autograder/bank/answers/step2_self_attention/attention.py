# %% right="additive_by_arithmetic"
"""(1 - mask) times a large negative number."""
def attention(q, k, v, mask=None):
    logits = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(q.shape[-1]))
    if mask is not None:
        logits = logits + (1.0 - mask.float()) * -1e9
    w = softmax(logits, dim=-1)
    return (w @ v, w)

# %% right="additive_mask"
"""The boolean mask becomes 0 and -inf, and is added."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.size(-1))
    if mask is not None:
        bias = torch.zeros(mask.shape, dtype=scores.dtype)
        bias[~mask] = float("-inf")
        scores = scores + bias
    weights = softmax(scores)
    return weights @ v, weights

# %% right="broadcast_products"
"""Sums of products in place of matrix products."""
def attention(q, k, v, mask=None):
    products = q.unsqueeze(-2) * k.unsqueeze(-3)
    scores = products.sum(dim=-1) / torch.sqrt(torch.tensor(float(q.shape[-1])))
    if mask is not None:
        scores = scores.masked_fill(torch.logical_not(mask), float("-inf"))
    weights = softmax(scores, dim=-1)
    output = (weights.unsqueeze(-1) * v.unsqueeze(-3)).sum(dim=-2)
    return output, weights

# %% right="einsum"
"""Index notation."""
def attention(q, k, v, mask=None):
    scores = torch.einsum("...td,...sd->...ts", q, k) * q.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    weights = F.softmax(scores, dim=-1)
    output = torch.einsum("...ts,...sv->...tv", weights, v)
    return output, weights

# %% right="finfo_min"
"""The smallest finite number of the type, filled into the scores in place."""
def attention(q, k, v, mask=None):
    q_scaled = q / math.sqrt(q.shape[-1])
    attn = q_scaled @ k.swapaxes(-1, -2)
    if mask is not None:
        attn.masked_fill_(~mask, torch.finfo(attn.dtype).min)
    attn = torch.softmax(attn, dim=-1)
    return attn @ v, attn

# %% right="flattened_leading_axes"
"""All leading dimensions flattened into one for bmm, a loop over the queries."""
def attention(q, k, v, mask=None):
    lead, T, S = q.shape[:-2], q.shape[-2], k.shape[-2]
    if mask is None:
        mask = torch.ones(T, S, dtype=torch.bool)
    allowed = mask.expand(*lead, T, S).reshape(-1, T, S)
    q3, k3, v3 = (a.reshape(-1, *a.shape[-2:]) for a in (q, k, v))
    rows = []
    for t in range(T):
        s = (q3[:, t, None, :] * k3).sum(-1) / math.sqrt(q.shape[-1])
        s = s.masked_fill(~allowed[:, t], float("-inf"))
        rows.append(softmax(s, dim=-1))
    w = torch.stack(rows, dim=1)
    out = torch.bmm(w, v3)
    return out.reshape(*lead, T, v.shape[-1]), w.reshape(*lead, T, S)

# %% right="large_negative"
"""-1e9 for what is forbidden."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-1, -2)
    scores = scores / (q.shape[-1] ** 0.5)
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not(), -1e9)
    p_attn = scores.softmax(dim=-1)
    return p_attn @ v, p_attn

# %% right="library_output"
"""PyTorch's own attention for the output, the weights by hand."""
def attention(q, k, v, mask=None):
    output = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return output, torch.softmax(scores, dim=-1)

# %% right="masked_exponentials"
"""Exponentials times the mask, then normalised, with the maximum of what is allowed subtracted."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        mask = torch.ones_like(scores).bool()
    highest = scores.masked_fill(~mask, -math.inf).amax(dim=-1, keepdim=True)
    e = torch.exp((scores - highest).clamp(max=0.0)) * mask
    weights = e / e.sum(dim=-1, keepdim=True)
    return weights @ v, weights

# %% right="matmul"
"""Matrix products, the earlier softmax, -inf."""
def attention(q, k, v, mask=None):
    d_k = q.size(-1)
    scores = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    weights = softmax(scores, dim=-1)
    return torch.matmul(weights, v), weights

# %% right="recursive"
"""Loops over the leading dimensions by calling itself."""
def attention(q, k, v, mask=None):
    if mask is not None:
        mask = mask.broadcast_to(*q.shape[:-1], k.shape[-2])
    if q.dim() > 2:
        outputs, weights = [], []
        for b in range(q.shape[0]):
            o, w = attention(q[b], k[b], v[b], None if mask is None else mask[b])
            outputs.append(o)
            weights.append(w)
        return torch.stack(outputs), torch.stack(weights)
    scores = torch.mm(q, k.t()) / math.sqrt(q.shape[1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    w = torch.softmax(scores, dim=1)
    return torch.mm(w, v), w

# %% right="split_scale"
"""Both factors divided by the fourth root; double precision inside."""
def attention(q, k, v, mask=None):
    root = q.shape[-1] ** 0.25
    scores = (q.double() / root) @ (k.double() / root).transpose(-2, -1)
    if mask is not None:
        scores[~mask.expand_as(scores)] = float("-inf")
    weights = torch.exp(scores - torch.logsumexp(scores, dim=-1, keepdim=True))
    return (weights @ v.double()).to(v.dtype), weights.to(q.dtype)

# %% right="weights_from_library"
"""PyTorch's attention twice: with the identity for values it gives the weights."""
def attention(q, k, v, mask=None):
    n_keys = k.shape[-2]
    identity = torch.eye(n_keys, dtype=v.dtype).expand(*k.shape[:-2], n_keys, n_keys)
    weights = F.scaled_dot_product_attention(q, k, identity, attn_mask=mask)
    return weights @ v, weights

# %% right="where"
"""torch.where chooses between score and -inf."""
def attention(q, k, v, mask=None):
    scores = q @ k.mT / np.sqrt(k.shape[-1])
    if mask is not None:
        scores = torch.where(mask, scores, torch.tensor(float("-inf"), dtype=scores.dtype))
    weights = scores.softmax(-1)
    return weights @ v, weights

# %% wrong="always_causal"
"""You hide the future even when nobody asks. The mask is an argument: without one every query sees every key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is None:
        mask = torch.tril(torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool))
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="batched_only"
"""You unpack the shape of q into a fixed number of names. How many dimensions stand in front is up to the caller: take sizes from the end, such as `q.shape[-1]`."""
def attention(q, k, v, mask=None):
    B, T, d_k = q.shape
    scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return torch.bmm(weights, v), weights

# %% wrong="causal_whenever_masked"
"""You take every square mask for the causal one. Use the mask that you are given."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])
    if mask is not None:
        T, S = scores.shape[-2:]
        hide = torch.ones(T, S).triu(1).bool() if T == S else ~mask
        scores = scores.masked_fill(hide, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="detached"
"""No gradient flows back through your output: somewhere it leaves the computation graph (a detach, no_grad, NumPy). The projections in front of it could never learn."""
def attention(q, k, v, mask=None):
    with torch.no_grad():
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        weights = softmax(scores, dim=-1)
        return weights @ v, weights

# %% wrong="first_mask_for_all"
"""You use the first mask of the batch for every sequence in it. Each may have its own, for instance where padding differs."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        while mask.dim() > 2:
            mask = mask[0]
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="keys_all_transposed"
"""You swap all dimensions of the keys (`k.T`), which serves for a plain table only. With a batch in front it is the last two that are to be swapped."""
def attention(q, k, v, mask=None):
    scores = q @ k.T / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="keys_for_values"
"""You mix the keys and leave the values out. Keys say where to look, values what is found there."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ k, weights

# %% wrong="keys_not_transposed"
"""You multiply q by k as it stands. For each query the scores are its dot products with all keys: swap the last two dimensions of the keys first."""
def attention(q, k, v, mask=None):
    scores = q @ k / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="keys_reshaped"
"""You probably reshape the keys where their last two dimensions should be swapped. The shape is the same, but the numbers of different keys get mixed."""
def attention(q, k, v, mask=None):
    turned = k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2])
    scores = q @ turned / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="keys_scaled_in_place"
"""You change a tensor that was handed to you. The caller still needs it as it was: a second call would already give something else."""
def attention(q, k, v, mask=None):
    scores = q @ k.mul_(k.shape[-1] ** -0.5).transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="keys_times_elementwise"
"""You multiply queries and keys entry by entry (`*`). A score is a dot product, and all of them together are a matrix product."""
def attention(q, k, v, mask=None):
    scores = q * k / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="length_from_the_front"
"""You take the number of queries from the front, as `T = q.shape[1]`, which is right for one batch dimension only. Counted from the end it is always the one before the last."""
def attention(q, k, v, mask=None):
    T = q.shape[1]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask[..., :T, :], float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights[..., :T, :] @ v, weights[..., :T, :]

# %% wrong="mask_added"
"""You add the boolean mask to the scores as 0 and 1. Allowed keys gain a little and forbidden ones stay in: a boolean says which scores to replace."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + mask
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_after_softmax"
"""You mask after the softmax. The hidden keys have taken their share by then: the rest no longer sums to 1, and depends on what should be hidden."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ v, weights

# %% wrong="mask_ignored"
"""Your mask changes nothing. It may be unused, or its result thrown away."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_indexed"
"""You write into the scores through `scores[~mask]`. That needs a mask with as many dimensions as the scores have; one mask serves all sequences of a batch only where it is broadcast, as masked_fill and torch.where do."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores[~mask] = float("-inf")
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_inverted"
"""You hide what the mask allows and show what it forbids. Here True means that the query may look at the key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, -1e9)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_inverted_inf"
"""You hide what the mask allows and show what it forbids. Here True means that the query may look at the key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask == 1, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_inverted_plain"
"""You hide what the mask allows and show what it forbids. Here True means that the query may look at the key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_needed"
"""You use the mask without asking whether there is one. It is optional: without a mask every query sees every key."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_negated_in_place"
"""You change a tensor that was handed to you. The caller still needs it as it was: a second call would already give something else."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask.logical_not_(), float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_reshaped"
"""You allow a mask of one plain table only. A batch may bring a mask for each of its sequences: let broadcasting fit the mask to the scores."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        mask = mask.reshape(q.shape[-2], k.shape[-2])
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_selected"
"""`scores[~mask]` takes the hidden scores out and lays them in a row; nothing is written by that. Make a tensor of the same shape in which those entries are replaced."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores[~mask]
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_truth_value"
"""You ask whether the mask is true. A tensor of many values has no one truth value; ask whether there is a mask at all."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_minus_hundred"
"""The score that you give to hidden keys is a number that an ordinary score can reach, or fall below; then a hidden key keeps some weight, or even wins. Only one score is below all others."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -100.0)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_minus_one"
"""The score that you give to hidden keys is a number that an ordinary score can reach, or fall below; then a hidden key keeps some weight, or even wins. Only one score is below all others."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -1)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_minus_ten"
"""The score that you give to hidden keys is a number that an ordinary score can reach, or fall below; then a hidden key keeps some weight, or even wins. Only one score is below all others."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -10.0)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_minus_ten_thousand"
"""The score that you give to hidden keys is a number that an ordinary score can reach, or fall below; then a hidden key keeps some weight, or even wins. Only one score is below all others."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + (~mask) * -10000.0
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_minus_thousand"
"""The score that you give to hidden keys is a number that an ordinary score can reach, or fall below; then a hidden key keeps some weight, or even wins. Only one score is below all others."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = torch.where(mask, scores, torch.tensor(-1000.0))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_tiny"
"""You hide keys behind a score of about 0. That is an ordinary score, e⁰ = 1, so hidden keys keep their weight, often a large one."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, 1e-9)
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="mask_with_zero"
"""You hide keys behind a score of about 0. That is an ordinary score, e⁰ = 1, so hidden keys keep their weight, often a large one."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores * mask
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="minus_inf_after_softmax"
"""You put -inf into the weights, after the softmax. It belongs into the scores before, where the exponential turns it into 0."""
def attention(q, k, v, mask=None):
    weights = softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, float("-inf"))
    return weights @ v, weights

# %% wrong="no_return"
"""Your attention gives back nothing: output and weights are computed and not returned."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    output = weights @ v

# %% wrong="no_scale"
"""Your scores are not divided by √d_k. Their spread then grows with the number of channels, and the softmax hardens until it hardly learns."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="no_softmax"
"""You use the scores themselves as weights. Without the softmax they are negative here and there and do not sum to 1."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, 0.0)
    return scores @ v, scores

# %% wrong="order_of_results"
"""You return the weights first. The output comes first, the weights second."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights, weights @ v

# %% wrong="own_mask"
"""You mask with a causal mask of your own and not with the one that is handed in. A caller may also want to hide padding, or nothing."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        allowed = torch.tril(torch.ones(q.shape[-2], k.shape[-2])).bool()
        scores = scores.masked_fill(~allowed, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="own_mask_from_the_front"
"""You take the number of queries from the front, as `T = q.shape[1]`, which is right for one batch dimension only. Counted from the end it is always the one before the last."""
def attention(q, k, v, mask=None):
    T = q.shape[1]
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    scores = scores.masked_fill(~causal_mask(T), float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="queries_and_keys_swapped"
"""Queries and keys have changed places, or their score table is turned over. Each row of it belongs to a query, each column to a key."""
def attention(q, k, v, mask=None):
    scores = k @ q.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="query_scaled_in_place"
"""You change a tensor that was handed to you. The caller still needs it as it was: a second call would already give something else."""
def attention(q, k, v, mask=None):
    q /= math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_after_softmax"
"""You scale the weights, not the scores, so the weights of a query no longer sum to 1. The scale belongs before the softmax."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1) / math.sqrt(q.shape[-1])
    return weights @ v, weights

# %% wrong="scale_by_axis_one"
"""The number under your root counts positions, batch entries or heads. What makes the scores spread is the number of channels that are summed, d_k."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_by_d"
"""You divide the scores by d_k, not by its square root. They become so small that every key gets almost the same weight."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_by_keys"
"""The number under your root counts positions, batch entries or heads. What makes the scores spread is the number of channels that are summed, d_k."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1)
    scores = scores / math.sqrt(scores.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_by_queries"
"""The number under your root counts positions, batch entries or heads. What makes the scores spread is the number of channels that are summed, d_k."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-2])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_by_value_size"
"""The number under your root is the width of the values. They take no part in the scores: the width of queries and keys belongs there."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(v.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scale_multiplied"
"""You multiply the scores by √d_k where they should be divided. The softmax then picks one key and ignores the rest."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) * math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="scores_returned"
"""Your output is right, but beside it you return the scores from before the softmax. The weights are what the values are mixed with."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return softmax(scores, dim=-1) @ v, scores

# %% wrong="shape_index_two"
"""You ask for the number of channels by its place from the front (`q.shape[2]`). How many dimensions stand in front is up to the caller: counted from the end it is always the last."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[2])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="softmax_dim_two"
"""Your softmax names the dimension of the keys by a number counted from the front, which is right for one batch dimension and for nothing else. Counted from the end it is always the last."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=2)
    return weights @ v, weights

# %% wrong="softmax_dim_two_library"
"""Your softmax names the dimension of the keys by a number counted from the front, which is right for one batch dimension and for nothing else. Counted from the end it is always the last."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=2)
    return weights @ v, weights

# %% wrong="softmax_over_axis_one"
"""Your softmax runs along the wrong dimension. Each query shares out a total of 1 among the keys, whatever dimensions stand in front: count from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = F.softmax(scores, dim=1)
    return weights @ v, weights

# %% wrong="softmax_over_axis_zero"
"""Your softmax runs along the wrong dimension. Each query shares out a total of 1 among the keys, whatever dimensions stand in front: count from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=0)
    return weights @ v, weights

# %% wrong="softmax_over_everything"
"""Your softmax shares out one total of 1 among all queries and keys together. Each query has a total of its own."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores.flatten(), dim=0).reshape(scores.shape)
    return weights @ v, weights

# %% wrong="softmax_over_queries"
"""Your softmax runs along the wrong dimension. Each query shares out a total of 1 among the keys, whatever dimensions stand in front: count from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-2)
    return weights @ v, weights

# %% wrong="softmax_twice"
"""You apply the softmax twice. The second one flattens the weights, and gives back some weight to keys that the mask hides."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(softmax(scores, dim=-1), dim=-1)
    return weights @ v, weights

# %% wrong="square_only"
"""You take for granted that there are as many keys as queries. A query may look at a longer or shorter sequence than its own."""
def attention(q, k, v, mask=None):
    T, d_k = q.shape[-2:]
    scores = q @ k.transpose(-2, -1) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask[..., :T, :T], float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights.reshape(*q.shape[:-2], T, T) @ v, weights

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way. One query, one key or one sequence keeps its dimension: the output is (..., T, d_v), whatever the sizes are."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return (weights @ v).squeeze(), weights.squeeze()

# %% wrong="three_unpacked"
"""You unpack the shape of q into a fixed number of names. How many dimensions stand in front is up to the caller: take sizes from the end, such as `q.shape[-1]`."""
def attention(q, k, v, mask=None):
    B, T, d_k = q.shape
    scores = q @ k.transpose(-2, -1) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="transpose_axes_one_two"
"""You swap the dimensions of the keys in a way that fits one number of dimensions only. There may be none, one or several in front: name the last two from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="transpose_axes_zero_one"
"""You swap the dimensions of the keys in a way that fits one number of dimensions only. There may be none, one or several in front: name the last two from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(0, 1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="transpose_two_axes_only"
"""You swap the dimensions of the keys in a way that fits one number of dimensions only. There may be none, one or several in front: name the last two from the end."""
def attention(q, k, v, mask=None):
    scores = q @ k.permute(1, 0) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="two_unpacked"
"""You unpack the shape of q into a fixed number of names. How many dimensions stand in front is up to the caller: take sizes from the end, such as `q.shape[-1]`."""
def attention(q, k, v, mask=None):
    T, d_k = q.shape
    scores = q @ k.transpose(-2, -1) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="unmasked_weights_returned"
"""Your output is right, but the weights beside it are those without the mask. Return the ones that mixed the values."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = softmax(scores, dim=-1)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    output = softmax(scores, dim=-1) @ v
    return output, weights

# %% wrong="values_averaged"
"""Your output is the plain average of the values. Each query should weigh them with its own weights."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    output = v.mean(dim=-2, keepdim=True).expand(*q.shape[:-1], v.shape[-1])
    return output, weights

# %% wrong="values_view"
"""Your attention fails on queries, keys or values whose numbers do not lie in order in memory, as after a transpose. `view` needs that order; `reshape` and `transpose` do not."""
def attention(q, k, v, mask=None):
    lead = q.shape[:-2]
    q3, k3, v3 = (a.view(-1, a.shape[-2], a.shape[-1]) for a in (q, k, v))
    scores = torch.bmm(q3, k3.transpose(1, 2)).view(*lead, q.shape[-2], k.shape[-2]) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights @ v, weights

# %% wrong="weights_detached"
"""No gradient reaches the queries and keys: the weights leave the computation graph before they mix the values. The model could never learn where to look."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1).detach()
    return weights @ v, weights

# %% wrong="weights_missing"
"""You return the output alone. The weights are wanted beside it, in second place, to look at who attends to whom."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    return softmax(scores, dim=-1) @ v

# %% wrong="weights_turned_over"
"""The weights are turned over before they mix the values. Each row of them belongs to a query and holds one weight for each value."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = softmax(scores, dim=-1)
    return weights.transpose(-2, -1) @ v, weights

# %% wrong="zero_times_inf"
"""You probably multiply 0 by infinity while making the mask additive, and that is nan. Choose between two values rather than multiplying."""
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores + (1 - mask.float()) * float("-inf")
    weights = softmax(scores, dim=-1)
    return weights @ v, weights
