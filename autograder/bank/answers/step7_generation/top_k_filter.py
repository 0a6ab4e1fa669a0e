# %% right="added_mask"
"""-inf added to what goes: a mask of 0 and -inf."""
def top_k_filter(logits, k):
    B, V = logits.shape
    penalty = torch.full((B, V), float("-inf"))
    penalty[torch.arange(B)[:, None], logits.topk(min(k, V)).indices] = 0.0
    return logits + penalty

# %% right="counting"
"""A logit stays when fewer than k of its row are larger: all pairs compared, nothing sorted."""
def top_k_filter(logits, k):
    larger = (logits[:, None, :] > logits[:, :, None]).sum(dim=-1)  # (B, V)
    out = logits.clone()
    out[larger >= k] = float("-inf")
    return out

# %% right="kthvalue"
"""kthvalue counts from the smallest, so the k-th largest is number V - k + 1."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits.clone()
    threshold = torch.kthvalue(logits, V - k + 1, dim=-1, keepdim=True).values
    return torch.where(logits >= threshold, logits, float("-inf"))

# %% right="numpy"
"""np.partition finds the threshold of each row."""
def top_k_filter(logits, k):
    array = logits.detach().cpu().numpy()
    V = array.shape[1]
    if k >= V:
        return logits
    threshold = np.partition(array, V - k, axis=1)[:, V - k][:, None]
    return torch.from_numpy(np.where(array < threshold, np.float32(-np.inf), array)).to(logits.device)

# %% right="one_by_one"
"""k times the largest that is left is moved over."""
def top_k_filter(logits, k):
    left = logits.clone()
    out = torch.full_like(logits, float("-inf"))
    rows = torch.arange(logits.shape[0])
    for _ in range(min(k, logits.shape[1])):
        best = left.argmax(dim=1)
        out[rows, best] = logits[rows, best]
        left[rows, best] = float("-inf")
    return out

# %% right="python_lists"
"""Plain Python on lists, back to a tensor at the end."""
def top_k_filter(logits, k):
    minus_infinity = float("-inf")
    result = []
    for row in logits.tolist():
        best = sorted(range(len(row)), key=lambda i: row[i], reverse=True)[:k]
        result.append([value if i in best else minus_infinity for i, value in enumerate(row)])
    return torch.tensor(result, dtype=logits.dtype, device=logits.device)

# %% right="ranks"
"""The rank of each logit by sorting twice; ranks 0 to k - 1 stay."""
def top_k_filter(logits, k):
    ranks = logits.argsort(dim=-1, descending=True).argsort(dim=-1)
    return logits.masked_fill(ranks >= k, -float("inf"))

# %% right="row_by_row"
"""One row at a time, the losers' indices from topk of the smallest."""
def top_k_filter(logits, k):
    rows = []
    for row in logits:
        row = row.clone()
        losers = max(len(row) - k, 0)
        row[torch.topk(row, losers, largest=False).indices] = -torch.inf
        rows.append(row)
    return torch.stack(rows)

# %% right="scatter"
"""An empty row of -inf, and the k values scattered into it."""
def top_k_filter(logits, k):
    values, indices = logits.topk(min(k, logits.size(-1)), dim=-1)
    return torch.full_like(logits, -math.inf).scatter(-1, indices, values)

# %% right="scatter_mask"
"""A boolean mask of what is kept, by scatter, then torch.where. k of V or more gives the very tensor back."""
def top_k_filter(logits, k):
    if k >= logits.shape[1]:
        return logits
    keep = torch.zeros_like(logits, dtype=torch.bool)
    keep.scatter_(1, logits.topk(k).indices, True)
    return torch.where(keep, logits, torch.tensor(float("-inf")))

# %% right="sort"
"""Everything sorted, then the value at place k as threshold."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    ordered, _ = torch.sort(logits, dim=-1, descending=True)
    threshold = ordered[:, min(k, V) - 1].unsqueeze(1)
    filtered = logits.clone()
    filtered[filtered < threshold] = float("-inf")
    return filtered

# %% right="sorted_tail"
"""Sorted once, the tail of the sorted row blanked, and everything put back to its place by gather."""
def top_k_filter(logits, k):
    values, order = logits.sort(dim=-1, descending=True)
    values = values.clone()
    values[:, k:] = float("-inf")
    return values.gather(1, order.argsort(dim=1))

# %% right="threshold"
"""The k-th largest of each row as a threshold; k brought down to V."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    smallest_kept = torch.topk(logits, k, dim=-1).values[:, -1:]
    return logits.masked_fill(logits < smallest_kept, float("-inf"))

# %% wrong="absolute"
"""You rank the logits by their size without their sign. A very negative logit is a very unlikely token."""
def top_k_filter(logits, k):
    indices = logits.abs().topk(min(k, logits.shape[-1])).indices
    return torch.full_like(logits, float("-inf")).scatter(1, indices, logits.gather(1, indices))

# %% wrong="all_gone"
"""With k equal to the vocabulary size or more, you filter out too much. Then nothing is to change."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return torch.full_like(logits, float("-inf"))
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="batch_flattened"
"""You look for the k largest of the whole batch. Each row keeps k of its own."""
def top_k_filter(logits, k):
    flat = logits.flatten()
    threshold = flat.topk(min(k, len(flat))).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="changed_under_another_name"
"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    filtered = logits
    order = torch.argsort(logits, dim=-1, descending=True)
    for row, losers in zip(filtered, order[:, k:]):
        row[losers] = float("-inf")
    return filtered

# %% wrong="first_places"
"""You take the first k places for the k best. That is true of the sorted row only; in the row as it came, the likely tokens stand anywhere."""
def top_k_filter(logits, k):
    out = logits.clone()
    out[:, k:] = float("-inf")
    return out

# %% wrong="first_row_only"
"""You return one row only. Every row of the batch is filtered, and the batch axis stays."""
def top_k_filter(logits, k):
    row = logits[0].clone()
    threshold = row.topk(min(k, len(row))).values[-1]
    row[row < threshold] = float("-inf")
    return row.unsqueeze(0)

# %% wrong="first_rows_indices"
"""All rows keep the tokens that are best in the first one. Each row has its own k largest."""
def top_k_filter(logits, k):
    out = torch.full_like(logits, float("-inf"))
    best = logits[0].topk(min(k, logits.shape[-1])).indices
    out[:, best] = logits[:, best]
    return out

# %% wrong="first_rows_threshold"
"""One threshold serves the whole batch. Each row has a k-th largest of its own."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    values, _ = torch.topk(logits, k)
    return logits.masked_fill(logits < values[0, -1], float("-inf"))

# %% wrong="in_place"
"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1:]
    logits[logits < threshold] = float("-inf")
    return logits

# %% wrong="indices_only"
"""You return which tokens are kept. The logits themselves are asked for, with -inf at the places of the others."""
def top_k_filter(logits, k):
    return torch.topk(logits, min(k, logits.shape[-1])).indices

# %% wrong="inverted"
"""You remove the k most likely tokens and keep the rest: the condition is the wrong way round."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits >= threshold, float("-inf"))

# %% wrong="isin"
"""You ask whether a logit is among the largest of any row: a number that stands in two rows stays in both."""
def top_k_filter(logits, k):
    values = torch.topk(logits, min(k, logits.shape[-1])).values
    return torch.where(torch.isin(logits, values), logits, -torch.inf)

# %% wrong="k_smallest"
"""You keep the k smallest logits. The largest belong to the likely tokens."""
def top_k_filter(logits, k):
    values, indices = torch.topk(logits, min(k, logits.shape[-1]), largest=False)
    return torch.full_like(logits, float("-inf")).scatter(1, indices, values)

# %% wrong="k_too_large"
"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="k_too_large_from_the_end"
"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits).values
    return logits.masked_fill(logits < ordered[:, -k].unsqueeze(-1), float("-inf"))

# %% wrong="k_too_large_sorted"
"""With k larger than the vocabulary your function stops with an error. Then nothing is filtered out."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    return logits.masked_fill(logits < ordered[:, k - 1 : k].squeeze(1)[:, None], float("-inf"))

# %% wrong="kth_smallest"
"""Your threshold is the k-th smallest logit. The k largest are asked for; mind from which end you count."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits
    threshold = logits.kthvalue(k, dim=-1, keepdim=True).values
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="large_negative"
"""The others get a large negative number. The contract says -inf: then their probability is exactly 0, whatever the other logits are."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits < threshold, -1e9)

# %% wrong="last_one_always_goes"
"""With k equal to the vocabulary size or more, you still filter the least likely token out. Then nothing is to change."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1] - 1)
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="last_rows_threshold"
"""One threshold serves the whole batch. Each row has a k-th largest of its own."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    values, _ = torch.topk(logits, k)
    return logits.masked_fill(logits < values[-1, -1], float("-inf"))

# %% wrong="log_probabilities"
"""You return log-probabilities: the kept logits have moved. They are to come back unchanged."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return torch.log_softmax(logits.masked_fill(logits < threshold, float("-inf")), dim=-1)

# %% wrong="mask"
"""You return the mask. It still has to be applied to the logits."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits >= threshold

# %% wrong="mask_in_sorted_order"
"""You take the first k places for the k best. That is true of the sorted row only; in the row as it came, the likely tokens stand anywhere."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    k = min(k, logits.shape[-1])
    drop = ordered < ordered[:, k - 1 : k]
    return logits.masked_fill(drop, float("-inf"))

# %% wrong="masked_fill_in_place"
"""You change the logits that were handed in. The caller may still need them, to try another k: work on a copy."""
def top_k_filter(logits, k):
    values, _ = torch.topk(logits, min(k, logits.size(-1)))
    return logits.masked_fill_(logits < values[:, [-1]], -float("inf"))

# %% wrong="masked_fill_thrown_away"
"""You return the logits as they came. `masked_fill` gives a new tensor back and leaves the old one alone; that new one must be kept."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    logits.masked_fill(logits < threshold, float("-inf"))
    return logits

# %% wrong="nan"
"""You multiply by -inf, and 0 times infinity is nan. Pick the places instead of multiplying."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    drop = (logits < threshold).float()
    return logits * (1 - drop) + drop * float("-inf")

# %% wrong="no_keepdim"
"""Your thresholds have the shape (B,), and broadcasting lines them up with the tokens, not with the rows. They need an axis of 1 behind them."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="none_when_k_is_large"
"""With k equal to the vocabulary size or more your function gives nothing back. Then the logits come back as they were."""
def top_k_filter(logits, k):
    if k < logits.shape[-1]:
        threshold = torch.topk(logits, k).values[:, -1:]
        return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="one_too_few"
"""You keep one token too few: the k-th largest itself goes too. At equality with the threshold a logit stays."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1:]
    return logits.masked_fill(logits <= threshold, float("-inf"))

# %% wrong="one_too_few_sorted"
"""You keep one token too few: the k-th largest itself goes too. At equality with the threshold a logit stays."""
def top_k_filter(logits, k):
    values, order = torch.sort(logits, descending=True)
    k = min(k, logits.shape[-1])
    out = torch.full_like(logits, float("-inf"))
    return out.scatter(1, order[:, : k - 1], values[:, : k - 1])

# %% wrong="one_too_many"
"""You keep one token too many. In a sorted row the k-th largest stands at index k - 1."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits
    ordered = torch.sort(logits, descending=True).values
    return logits.masked_fill(logits < ordered[:, k : k + 1], float("-inf"))

# %% wrong="one_too_many_kthvalue"
"""You keep one token too many. In a sorted row the k-th largest stands at index k - 1."""
def top_k_filter(logits, k):
    V = logits.shape[-1]
    if k >= V:
        return logits
    threshold = logits.kthvalue(V - k, dim=-1, keepdim=True).values
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="order_for_ranks"
"""You take the order of the tokens for their ranks. `argsort` says which token comes first, not at which place a token comes."""
def top_k_filter(logits, k):
    order = logits.argsort(dim=-1, descending=True)
    return logits.masked_fill(order >= k, float("-inf"))

# %% wrong="over_the_batch"
"""You compare the rows with each other: your top k runs over the batch. The tokens stand in the last dimension."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[0]), dim=0).values[-1]
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="pair"
"""You return both what topk gives. One tensor (B, V) is asked for, with -inf at the places of the others."""
def top_k_filter(logits, k):
    return tuple(torch.topk(logits, min(k, logits.shape[-1])))

# %% wrong="probabilities"
"""You return probabilities. The filter takes logits and gives logits; the softmax comes once, after all filters."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return torch.softmax(logits.masked_fill(logits < threshold, float("-inf")), dim=-1)

# %% wrong="shared_threshold"
"""One threshold serves the whole batch. Each row has a k-th largest of its own."""
def top_k_filter(logits, k):
    k = min(k, logits.shape[-1])
    threshold = torch.topk(logits, k).values[:, -1].min()
    return logits.masked_fill(logits < threshold, float("-inf"))

# %% wrong="smallest_of_the_type"
"""The others get a large negative number. The contract says -inf: then their probability is exactly 0, whatever the other logits are."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits < threshold, torch.finfo(logits.dtype).min)

# %% wrong="sorted"
"""Your logits come back in sorted order. The place of a logit says which token it belongs to, so each has to stay where it was."""
def top_k_filter(logits, k):
    ordered = torch.sort(logits, descending=True).values
    ordered[:, k:] = float("-inf")
    return ordered

# %% wrong="squeezed"
"""A batch of one comes back without its batch axis. The result is always (B, V)."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits.masked_fill(logits < threshold, float("-inf")).squeeze()

# %% wrong="stale_mask"
"""You keep the mask of an earlier call. Other logits have another one."""
_masks = {}


def top_k_filter(logits, k):
    key = (k, tuple(logits.shape))
    if key not in _masks:  # the mask is expensive, so make it only once
        keep = torch.zeros_like(logits, dtype=torch.bool)
        keep.scatter_(1, logits.topk(min(k, logits.shape[1])).indices, True)
        _masks[key] = keep
    return logits.masked_fill(~_masks[key], -torch.inf)

# %% wrong="ties_leave_nothing"
"""You keep what is larger than the next one after k: if they are equal, nothing may be left."""
def top_k_filter(logits, k):
    if k >= logits.shape[-1]:
        return logits.clone()
    following = torch.topk(logits, k + 1).values[:, -1:]
    return logits.masked_fill(logits <= following, -torch.inf)

# %% wrong="union_of_rows"
"""A token that is among the best of one row is kept in all rows. Indexing with `[:, indices]` picks columns for every row; each row keeps only its own k."""
def top_k_filter(logits, k):
    out = torch.full_like(logits, float("-inf"))
    best = logits.topk(min(k, logits.shape[-1])).indices
    out[:, best] = logits[:, best]
    return out

# %% wrong="values_only"
"""You return the k largest values. All V places stay, since the place of a logit says which token it belongs to."""
def top_k_filter(logits, k):
    return torch.topk(logits, min(k, logits.shape[-1])).values

# %% wrong="zero_logits_lost"
"""You take a 0 for an empty place. A logit of exactly 0 may be one of the largest."""
def top_k_filter(logits, k):
    v, i = torch.topk(logits, min(k, logits.size(-1)), dim=-1)
    out = torch.zeros_like(logits).scatter(-1, i, v)
    return out.masked_fill(out == 0, float("-inf"))

# %% wrong="zeros"
"""You set the others to 0. A logit of 0 is an ordinary score, e⁰ = 1, so these tokens can still be drawn."""
def top_k_filter(logits, k):
    threshold = torch.topk(logits, min(k, logits.shape[-1])).values[:, -1:]
    return logits * (logits >= threshold)
