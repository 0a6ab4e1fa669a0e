# %% right="from_the_end"
"""Sorted from the least likely: what sums up to at most 1 - p goes, except the last."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits.double(), descending=False)
    below = ordered.softmax(dim=-1).cumsum(dim=-1)
    drop = below <= 1 - p + 1e-12
    drop[:, -1] = False
    drop = drop.gather(1, order.argsort(dim=-1))
    return logits.masked_fill(drop, float("-inf"))

# %% right="logarithms"
"""logcumsumexp instead of probabilities. p of 1 or more gives the very tensor back."""
def top_p_filter(logits, p):
    if p >= 1:
        return logits
    ordered, order = logits.sort(dim=-1, descending=True)
    share = ordered.logcumsumexp(dim=-1) - ordered.logsumexp(dim=-1, keepdim=True)
    reached = share.exp() >= p
    keep = torch.cat([torch.ones_like(reached[:, :1]), ~reached[:, :-1]], dim=-1)
    out = torch.full_like(logits, float("-inf"))
    for b in range(len(logits)):
        chosen = order[b][keep[b]]
        out[b, chosen] = logits[b, chosen]
    return out

# %% right="numpy"
"""NumPy in double precision, row by row."""
def top_p_filter(logits, p):
    array = logits.detach().numpy().astype(np.float64)
    keep = np.zeros(array.shape, dtype=bool)
    for row, mark in zip(array, keep):
        order = np.argsort(-row)
        weights = np.exp(row[order] - row.max())
        cumulative = np.cumsum(weights / weights.sum())
        count = int(np.sum(cumulative < p)) + 1
        mark[order[:count]] = True
    return logits.masked_fill(torch.from_numpy(~keep), float("-inf"))

# %% right="one_by_one"
"""The largest that is left is added to the set of every row that has not reached p."""
def top_p_filter(logits, p):
    probabilities = logits.softmax(dim=-1)
    left, keep = logits.clone(), torch.zeros_like(logits, dtype=torch.bool)
    rows = torch.arange(len(logits))
    for number in range(logits.shape[-1]):
        short = (probabilities * keep).sum(-1) < p if number else torch.ones(len(logits), dtype=torch.bool)
        best = left.argmax(dim=-1)
        keep[rows, best] |= short
        left[rows, best] = float("-inf")
    return torch.where(keep, logits, torch.full_like(logits, float("-inf")))

# %% right="padded_sum"
"""The cumulative sum with a zero put in front, so that each token sees what came before it."""
def top_p_filter(logits, p):
    probs = torch.softmax(logits, dim=-1)
    ordered, order = probs.sort(dim=-1, descending=True)
    before = F.pad(ordered.cumsum(-1), (1, 0))[:, :-1]
    keep = (before < p) | (torch.arange(logits.shape[1]) == 0)
    keep = torch.zeros_like(keep).scatter_(1, order, keep)
    return torch.where(keep, logits, -torch.inf)

# %% right="pairs"
"""All pairs compared: the probability of everything more likely than a token must be below p. Nothing is sorted."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    more_likely = logits[:, None, :] > logits[:, :, None]  # (B, V, V)
    before = (more_likely * probabilities[:, None, :]).sum(dim=-1)
    keep = (before < p) | ~more_likely.any(dim=-1)
    return logits.masked_fill(~keep, float("-inf"))

# %% right="python_lists"
"""Plain Python with its own softmax."""
def top_p_filter(logits, p):
    filtered = []
    for row in logits.tolist():
        top = max(row)
        weights = [math.exp(value - top) for value in row]
        kept, mass = set(), 0.0
        for i in sorted(range(len(row)), key=lambda i: -row[i]):
            if kept and mass >= p * sum(weights):
                break
            kept.add(i)
            mass += weights[i]
        filtered.append([value if i in kept else -math.inf for i, value in enumerate(row)])
    return torch.tensor(filtered, dtype=logits.dtype)

# %% right="row_by_row"
"""A loop over rows and one over tokens from the most likely, until p is reached."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b in range(logits.shape[0]):
        probabilities = softmax(logits[b])
        total = 0.0
        for i in torch.argsort(probabilities, descending=True):
            out[b, i] = logits[b, i]
            total += probabilities[i].item()
            if total >= p:
                break
    return out

# %% right="searchsorted"
"""searchsorted tells how many tokens reach p; ranks beyond that go."""
def top_p_filter(logits, p):
    V = logits.shape[-1]
    order = logits.argsort(dim=-1, descending=True)
    cumulative = logits.softmax(-1).gather(-1, order).cumsum(-1)
    wanted = torch.full((logits.shape[0], 1), float(p))
    count = (torch.searchsorted(cumulative.contiguous(), wanted) + 1).clamp(1, V)
    ranks = order.argsort(dim=-1)
    return torch.where(ranks < count, logits, float("-inf"))

# %% right="shifted"
"""As in many libraries: cumulative sum above p, shifted by one place, the first kept, scattered back."""
def top_p_filter(logits, top_p):
    sorted_logits, sorted_indices = torch.sort(logits, descending=True)
    cumulative_probs = torch.cumsum(F.softmax(sorted_logits, dim=-1), dim=-1)
    sorted_indices_to_remove = cumulative_probs > top_p
    sorted_indices_to_remove[..., 1:] = sorted_indices_to_remove[..., :-1].clone()
    sorted_indices_to_remove[..., 0] = 0
    indices_to_remove = sorted_indices_to_remove.scatter(1, sorted_indices, sorted_indices_to_remove)
    return logits.masked_fill(indices_to_remove, float("-inf"))

# %% right="sorted_values_put_back"
"""The sorted logits are blanked and scattered to where they came from."""
def top_p_filter(logits, p):
    values, order = torch.sort(logits, dim=1, descending=True)
    probs = F.softmax(values, dim=1)
    mask = torch.roll(torch.cumsum(probs, dim=1), 1, dims=1)
    mask[:, 0] = -1.0
    values = values.masked_fill(mask >= p, float("-inf"))
    return torch.empty_like(logits).scatter_(1, order, values)

# %% right="sum_before"
"""Sorted; a token stays while the probability of those before it is below p; the mask is scattered back."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, dim=-1, descending=True)
    probabilities = softmax(ordered, dim=-1)
    before = probabilities.cumsum(dim=-1) - probabilities
    drop = before >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(-1, order, drop), float("-inf"))

# %% right="threshold"
"""The last logit that is needed becomes a threshold for its row."""
def top_p_filter(logits, p):
    ordered = logits.sort(dim=-1, descending=True).values
    probs = ordered.softmax(dim=-1)
    needed = ((probs.cumsum(dim=-1) - probs) < p).sum(dim=-1, keepdim=True).clamp(min=1)
    threshold = ordered.gather(-1, needed - 1)
    filtered = logits.clone()
    filtered[logits < threshold] = float("-inf")
    return filtered

# %% wrong="ascending"
"""You start with the least likely tokens, so the unlikely ones are kept and the likely ones go."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="ascending_to_p"
"""You have p and 1 − p the wrong way round: your set reaches 1 − p, or a tail of p is cut off. What is kept has to reach p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) <= p
    drop[:, -1] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="at_least_two"
"""You always keep at least two tokens. One alone may reach p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, :2] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="cumsum_over_rows"
"""Your cumulative sum runs down the batch. It has to run along the tokens of each row."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=0) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="each_against_p"
"""You compare each token's own probability with p. It is the sum over the most likely tokens that has to reach p."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    keep = probabilities >= p
    keep.scatter_(1, probabilities.argmax(dim=-1, keepdim=True), True)
    return logits.masked_fill(~keep, float("-inf"))

# %% wrong="first_row_only"
"""You return one row only. Every row of the batch is filtered, and the batch axis stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits[0], descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return logits[0].masked_fill(drop.scatter(0, order, drop), float("-inf"))[None]

# %% wrong="first_rows_set"
"""All rows keep the set of one row. Each row has a set of its own, of its own size."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits[0], descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return logits.masked_fill(drop.scatter(0, order, drop), float("-inf"))

# %% wrong="gathered_by_the_order"
"""You send the mask through the sorting order once more instead of back. Reading at `order` sorts; the way back is writing at `order`."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.gather(1, order), float("-inf"))

# %% wrong="in_place"
"""You change the logits that were handed in. The caller may still need them, to try another p: work on a copy."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    logits[drop.scatter(1, order, drop)] = float("-inf")
    return logits

# %% wrong="infinities_lost"
"""Where a logit is -inf already, nan comes out: infinity minus infinity, or 0 times infinity. Top-k has often been here before you."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    ordered, order = probabilities.sort(descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    drop = drop.scatter(1, order, drop)
    return logits * (~drop).float() + torch.where(drop, float("-inf"), 0.0)

# %% wrong="infinities_raised"
"""What was -inf before your filter comes back as a finite number. A token that is out stays out."""
def top_p_filter(logits, p):
    logits = torch.nan_to_num(logits, neginf=0.0)
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="inverted"
"""You remove the set and keep the rest: the condition is the wrong way round."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return logits.masked_fill(keep.scatter(1, order, keep), float("-inf"))

# %% wrong="isin"
"""You ask whether a logit is among those that stay in any row: a number that stands in two rows stays in both."""
def top_p_filter(logits, p):
    ordered = logits.sort(descending=True).values
    shares = softmax(ordered)
    stays = shares.cumsum(dim=-1) - shares < p
    stays[:, 0] = True
    return torch.where(torch.isin(logits, ordered[stays]), logits, -torch.inf)

# %% wrong="large_negative"
"""The others get a large negative number. The contract says -inf: then their probability is exactly 0, whatever the other logits are."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), -1e10)

# %% wrong="log_probabilities"
"""You return log-probabilities: the kept logits have moved. They are to come back unchanged."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(torch.log_softmax(logits, dim=-1), descending=True)
    drop = ordered.exp().cumsum(dim=-1) - ordered.exp() >= p
    drop[:, 0] = False
    return torch.empty_like(logits).scatter(1, order, ordered.masked_fill(drop, float("-inf")))

# %% wrong="mask"
"""You return the mask. It still has to be applied to the logits."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return keep.scatter(1, order, keep)

# %% wrong="mask_not_put_back"
"""Your mask is in sorted order and the logits are not. What is at place 0 after sorting stood somewhere else before: the mask must travel back."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop, float("-inf"))

# %% wrong="min_p"
"""You keep what has at least p times the probability of the best token. That filter exists (min-p), but here the sum over the most likely tokens has to reach p."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    limit = p * probabilities.max(dim=-1, keepdim=True).values
    return logits.masked_fill(probabilities < limit, float("-inf"))

# %% wrong="not_sorted"
"""You add the probabilities up in the order of the vocabulary. The most likely ones come first: sort before you sum."""
def top_p_filter(logits, p):
    probabilities = torch.softmax(logits, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop, float("-inf"))

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="one_minus_p"
"""You have p and 1 − p the wrong way round: your set reaches 1 − p, or a tail of p is cut off. What is kept has to reach p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= 1 - p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="one_too_many"
"""You keep one token too many. The set ends with the token by which its sum reaches p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities > p
    drop[:, 1:] = drop[:, :-1].clone()
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="only_hundred_candidates"
"""You look at a fixed number of candidates and let them share all the probability. The others have theirs, too."""
def top_p_filter(logits, p):
    ordered, order = logits.topk(min(100, logits.shape[1]), dim=-1)
    probs = ordered.softmax(dim=-1)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    out = torch.full_like(logits, -torch.inf)
    return out.scatter(1, order, ordered.masked_fill(~keep, -torch.inf))

# %% wrong="p_zero"
"""With p = 0 your set is empty. Never fewer than one token: the most likely one always stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="p_zero_in_the_loop"
"""With p = 0 your set is empty. Never fewer than one token: the most likely one always stays."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        total = 0.0
        for i in row.argsort(descending=True):
            if total >= p:
                break
            out[b, i] = logits[b, i]
            total += row[i].item()
    return out

# %% wrong="probabilities"
"""You return probabilities. The filter takes logits and gives logits; the softmax comes once, after all filters."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return torch.softmax(logits.masked_fill(drop.scatter(1, order, drop), float("-inf")), dim=-1)

# %% wrong="probabilities_not_renormalised"
"""You return probabilities, with 0 for what goes. The filter takes logits and gives logits, with -inf for what goes."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(torch.softmax(logits, dim=-1), descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    return torch.zeros_like(logits).scatter(1, order, ordered.masked_fill(drop, 0.0))

# %% wrong="revives_minus_inf"
"""You make finite numbers of logits that are -inf. What was filtered out before must stay out."""
def top_p_filter(logits, p):
    safe = logits.clamp(min=-1e4)
    if p >= 1:
        return safe
    ordered, order = safe.sort(dim=-1, descending=True)
    probs = ordered.softmax(dim=-1)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    return safe.masked_fill(~torch.zeros_like(keep).scatter(1, order, keep), -torch.inf)

# %% wrong="rolled"
"""Your shift wraps around: the mark of the least likely token moves to the front and removes the best one. The most likely token always stays."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop = drop.roll(1, dims=-1)
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="row_changed"
"""You change the logits that were handed in. The caller may still need them, to try another p: work on a copy."""
def top_p_filter(logits, p):
    for row in logits:
        order = row.argsort(descending=True)
        probabilities = torch.softmax(row, dim=-1)[order]
        before = probabilities.cumsum(dim=0) - probabilities
        row[order[1:][before[1:] >= p]] = float("-inf")
    return logits

# %% wrong="same_number_in_each_row"
"""Every row keeps the same number of tokens. How many it takes to reach p depends on the row; that is the point of top-p."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    count = (probabilities.cumsum(dim=-1) - probabilities < p).sum(dim=-1).max().clamp(min=1)
    return logits.masked_fill(logits < ordered[:, count - 1 : count], float("-inf"))

# %% wrong="share_of_the_vocabulary"
"""Every row keeps the same number of tokens. How many it takes to reach p depends on the row; that is the point of top-p."""
def top_p_filter(logits, p):
    V = logits.shape[-1]
    return top_k_filter(logits, max(1, round(p * V)))

# %% wrong="shared_threshold"
"""One threshold serves the whole batch. Which logit is the last one needed depends on the row."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    keep = probabilities.cumsum(dim=-1) - probabilities < p
    keep[:, 0] = True
    return logits.masked_fill(logits < ordered[keep].min(), float("-inf"))

# %% wrong="shift_overwrites_itself"
"""In your shift each place copies the one before it, which has just been overwritten: the first value runs through the whole row, and nothing is removed."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, 0] = False
    for i in range(1, drop.shape[1]):
        drop[:, i] = drop[:, i - 1]
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="shifted_the_other_way"
"""You shift the mask the wrong way, so the set stops two tokens early. The token with which the sum reaches p still belongs to it."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, :-1] = drop[:, 1:].clone()
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="softmax_over_rows"
"""Your softmax runs down the batch, so the tokens of a row do not sum to 1. Each row is a distribution of its own."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=0)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="sorted"
"""Your logits come back in sorted order. The place of a logit says which token it belongs to, so each has to return to where it was."""
def top_p_filter(logits, p):
    ordered = torch.sort(logits, descending=True).values
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return ordered.masked_fill(drop, float("-inf"))

# %% wrong="squeezed"
"""A batch of one comes back without its batch axis. The result is always (B, V)."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf")).squeeze()

# %% wrong="sum_of_logits"
"""You add up logits. Only probabilities sum to 1 and can be compared with p."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = ordered.cumsum(dim=-1) - ordered >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="sum_of_the_whole_batch"
"""Your cumulative sum or your softmax runs over the whole batch. Each row is a distribution of its own."""
def top_p_filter(logits, p):
    flat = logits.flatten()
    ordered, order = torch.sort(flat, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[0] = False
    return flat.masked_fill(drop.scatter(0, order, drop), float("-inf")).view_as(logits)

# %% wrong="total_not_reset"
"""Your running sum goes on from one row to the next, so later rows find p already reached. Each row starts at 0."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    total = 0.0
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        for i in row.argsort(descending=True):
            out[b, i] = logits[b, i]
            total += row[i].item()
            if total >= p:
                break
    return out

# %% wrong="unstable_softmax"
"""exp of the raw logits overflows when they are large. Take the maximum off first, or use a softmax."""
def top_p_filter(logits, p):
    ordered, order = logits.sort(dim=-1, descending=True)
    e = torch.exp(ordered)
    probs = e / e.sum(dim=-1, keepdim=True)
    keep = probs.cumsum(dim=-1) - probs < p
    keep[:, 0] = True
    return logits.masked_fill(~torch.zeros_like(keep).scatter(1, order, keep), -torch.inf)

# %% wrong="without_its_first_token"
"""Your set may be empty: where the most likely token alone is above p, even that one goes, and no token is left to draw. The token with which the sum reaches p belongs to the set."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="without_its_first_token_strict"
"""Your set may be empty: where the most likely token alone is above p, even that one goes, and no token is left to draw. The token with which the sum reaches p belongs to the set."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    keep = torch.softmax(ordered, dim=-1).cumsum(dim=-1) < p
    return torch.where(torch.zeros_like(keep).scatter(1, order, keep), logits, float("-inf"))

# %% wrong="without_the_crossing_token"
"""Your set stops just short of p: the token with which the sum reaches p is left out. It belongs to the set, or p is not reached."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    drop = torch.softmax(ordered, dim=-1).cumsum(dim=-1) > p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), float("-inf"))

# %% wrong="without_the_crossing_token_row_by_row"
"""Your set stops just short of p: the token with which the sum reaches p is left out. It belongs to the set, or p is not reached."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        total = 0.0
        for number, i in enumerate(row.argsort(descending=True)):
            total += row[i].item()
            if number and total > p:
                break
            out[b, i] = logits[b, i]
    return out

# %% wrong="zeros"
"""You set the others to 0. A logit of 0 is an ordinary score, e⁰ = 1, so these tokens can still be drawn."""
def top_p_filter(logits, p):
    ordered, order = torch.sort(logits, descending=True)
    probabilities = torch.softmax(ordered, dim=-1)
    drop = probabilities.cumsum(dim=-1) - probabilities >= p
    drop[:, 0] = False
    return logits.masked_fill(drop.scatter(1, order, drop), 0.0)

# %% wrong="sorted_and_short"
"""Your logits come back in sorted order. The place of a logit says which token it belongs to, so each has to return to where it was."""
def top_p_filter(logits, p):
    ordered, order = logits.sort(descending=True)
    cum = torch.softmax(ordered, -1).cumsum(-1)
    ordered[cum > p] = -torch.inf
    return ordered
