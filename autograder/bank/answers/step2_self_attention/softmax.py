# %% right="amax"
"""The row's largest number, by amax."""
def softmax(x, dim=-1):
    shifted = x - x.amax(dim=dim, keepdim=True)
    e = torch.exp(shifted)
    return e / e.sum(dim=dim, keepdim=True)

# %% right="detached_maximum"
"""The shift is a constant, so no gradient through it."""
def softmax(x, dim=-1):
    with torch.no_grad():
        shift = x.max(dim=dim, keepdim=True).values
    numerator = torch.exp(x - shift)
    denominator = numerator.sum(dim=dim, keepdim=True)
    return numerator.div(denominator)

# %% right="double_result"
"""Double precision all the way out."""
def softmax(x, dim=-1):
    x = x.to(torch.float64)
    x = x - x.amax(dim=dim, keepdim=True)
    return torch.exp(x) / torch.exp(x).sum(dim=dim, keepdim=True)

# %% right="epsilon_below"
"""A tiny number in the denominator, which is at least 1."""
def softmax(x, dim=-1):
    maximum = torch.amax(x, dim, keepdim=True)
    weights = torch.exp(x - maximum)
    return weights / (weights.sum(dim, keepdim=True) + 1e-9)

# %% right="float64_inside"
"""Computed in double precision, given back in the type that came."""
def softmax(x, dim=-1):
    z = x.double()
    z = z - torch.max(z, dim=dim, keepdim=True).values
    p = torch.exp(z)
    p = p / torch.sum(p, dim=dim, keepdim=True)
    return p.to(x.dtype)

# %% right="l1_normalize"
"""The exponentials divided by their L1 norm."""
def softmax(x, dim=-1):
    return F.normalize(torch.exp(x - x.amax(dim, keepdim=True)), p=1, dim=dim)

# %% right="log_space"
"""Log-probabilities first, exponential last."""
def log_probabilities(x, dim):
    m = x.max(dim=dim, keepdim=True).values
    return x - m - torch.log(torch.sum(torch.exp(x - m), dim=dim, keepdim=True))


def softmax(x, dim=-1):
    return log_probabilities(x, dim).exp()

# %% right="logsumexp"
"""Through logsumexp (at 1e4 good to 1e-3, no better: float32 there)."""
def softmax(x, dim=-1):
    return torch.exp(x - torch.logsumexp(x, dim=dim, keepdim=True))

# %% right="loop_over_rows"
"""One row at a time, in Python."""
def one_row(row):
    e = torch.exp(row - torch.max(row))
    return e / torch.sum(e)


def softmax(x, dim=-1):
    moved = x.transpose(dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    done = torch.stack([one_row(row) for row in rows])
    return done.reshape(moved.shape).transpose(dim, -1)

# %% right="max_tuple"
"""max gives a pair, of which the first is taken."""
def softmax(x, dim=-1):
    m = x.max(dim, keepdim=True)[0]
    return (x - m).exp() / (x - m).exp().sum(dim, keepdim=True)

# %% right="minus_inf_replaced"
"""A copy in which -inf became the smallest finite number."""
def softmax(x, dim=-1):
    x = x.masked_fill(x == float("-inf"), torch.finfo(x.dtype).min)
    x = x - x.topk(1, dim=dim).values
    e = x.exp()
    return e * e.sum(dim=dim, keepdim=True).reciprocal()

# %% right="movedim"
"""Moves the dimension to the end, works there, moves it back."""
def softmax(x, dim=-1):
    y = torch.movedim(x, dim, -1)
    biggest, _ = y.max(dim=-1)
    y = torch.exp(y - biggest.unsqueeze(-1))
    y = y / y.sum(-1).unsqueeze(-1)
    return torch.movedim(y, -1, dim)

# %% right="online"
"""Running maximum and running sum, as FlashAttention does."""
def softmax(x, dim=-1):
    slices = x.unbind(dim)
    m = torch.full_like(slices[0], torch.finfo(x.dtype).min)
    total = torch.zeros_like(slices[0])
    for s in slices:
        new_m = torch.maximum(m, s)
        total = total * torch.exp(m - new_m) + torch.exp(s - new_m)
        m = new_m
    return torch.stack([torch.exp(s - m) / total for s in slices], dim=dim)

# %% right="powers_of_two"
"""Base 2 with the scores rescaled, exponentials kept in a copy."""
def softmax(x, dim=-1):
    y = x.clone()
    y = (y - y.amax(dim=dim, keepdim=True)) * math.log2(math.e)
    powers = torch.exp2(y)
    return powers / powers.sum(dim=dim, keepdim=True)

# %% right="copy_shifted"
"""The argument's copy, shifted in place."""
def softmax(x, dim=-1):
    y = x.clone()
    y -= y.amax(dim, keepdim=True).detach()
    y = torch.exp(y)
    return y.div(torch.sum(y, dim, keepdim=True))

# %% wrong="absolute_values"
"""You probably take absolute values somewhere. A very negative score should give a small weight, not a large one."""
def softmax(x, dim=-1):
    x = x.abs()
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="always_first_axis"
"""You normalise along the first dimension whatever `dim` says. The caller chooses the dimension whose entries shall sum to 1, and without a word it is the last."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.max(0).values)
    return e / e.sum(0)

# %% wrong="argument_unhidden"
"""You write into the tensor that you were given. The caller still needs those scores: work on a new tensor."""
def softmax(x, dim=-1):
    with torch.no_grad():
        x[x == float("-inf")] = -1e9
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong="base_two"
"""You raise 2 to the scores in place of e. The result sums to 1 but is flatter than softmax."""
def softmax(x, dim=-1):
    e = 2 ** (x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="clamped_at_80"
"""You limit the scores to a fixed range to avoid overflow. Beyond that range different scores become equal, and so do their weights."""
def softmax(x, dim=-1):
    e = torch.exp(x.clamp(-80, 80))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="clamped_below"
"""A score of -inf gets a tiny weight from you. It means forbidden, and must come out as exactly 0."""
def softmax(x, dim=-1):
    z = x - x.amax(dim=dim, keepdim=True)
    e = torch.exp(z.clamp(min=-80))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="clamped_logits"
"""You limit the scores to a fixed range to avoid overflow. Beyond that range different scores become equal, and so do their weights."""
def softmax(x, dim=-1):
    e = torch.exp(torch.clamp(x, -50, 50))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="data_only"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). A model that contains it could not be trained."""
def softmax(x, dim=-1):
    e = torch.exp(x.detach() - x.detach().amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="detached"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). A model that contains it could not be trained."""
def softmax(x, dim=-1):
    with torch.no_grad():
        e = torch.exp(x - x.amax(dim=dim, keepdim=True))
        return e / e.sum(dim=dim, keepdim=True)

# %% wrong="dim_ignored"
"""You normalise along the last dimension whatever `dim` says. The caller chooses the dimension whose entries shall sum to 1."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)

# %% wrong="epsilon_everywhere"
"""A score of -inf gets a tiny weight from you. It means forbidden, and must come out as exactly 0."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True)) + 1e-9
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="global_maximum"
"""You probably subtract the largest number of the whole tensor. In a row that lies far below it every exponential becomes 0, and 0/0 is nan: each row needs a number of its own."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.max())
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="global_sum"
"""You divide by the sum over the whole tensor, so all the numbers together sum to 1. Each row along `dim` should sum to 1 by itself."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum()

# %% wrong="in_place"
"""You write into the tensor that you were given. The caller still needs those scores: work on a new tensor."""
def softmax(x, dim=-1):
    x -= x.amax(dim=dim, keepdim=True)
    e = torch.exp(x)
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="in_place_all_the_way"
"""You write into the tensor that you were given. The caller still needs those scores: work on a new tensor."""
def softmax(x, dim=-1):
    x.sub_(x.max(dim=dim, keepdim=True).values).exp_()
    x.div_(x.sum(dim=dim, keepdim=True))
    return x

# %% wrong="keepdim_max"
"""A reduced dimension has probably vanished, so broadcasting lines the row results up with the columns, or fails. It looks right for one row and for nothing else."""
def softmax(x, dim=-1):
    m, _ = x.max(dim=dim)
    e = torch.exp(x - m)
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="keepdim_sum"
"""A reduced dimension has probably vanished, so broadcasting lines the row results up with the columns, or fails. It looks right for one row and for nothing else."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim)

# %% wrong="l2_norm"
"""You divide the exponentials by their Euclidean length, so the squares sum to 1. The weights themselves should."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.norm(dim=dim, keepdim=True)

# %% wrong="library"
"""You let PyTorch compute the softmax. It is right, but this exercise is about doing it by hand: exponentials, a sum, a division."""
def softmax(x, dim=-1):
    return torch.softmax(x, dim=dim)

# %% wrong="library_for_batches"
"""For larger tensors you call PyTorch's own softmax. By hand means for every shape."""
def softmax(x, dim=-1):
    if x.dim() > 2:  # faster
        return x.softmax(dim)
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)

# %% wrong="library_functional"
"""You let PyTorch compute the softmax. It is right, but this exercise is about doing it by hand: exponentials, a sum, a division."""
def softmax(x, dim=-1):
    return F.softmax(x, dim)

# %% wrong="library_method"
"""You let PyTorch compute the softmax. It is right, but this exercise is about doing it by hand: exponentials, a sum, a division."""
def softmax(x, dim=-1):
    return x.softmax(dim)

# %% wrong="logarithm"
"""You return the logarithms of the weights. They are useful in a loss; here the weights themselves are asked for."""
def softmax(x, dim=-1):
    return x - torch.logsumexp(x, dim=dim, keepdim=True)

# %% wrong="max_over_last"
"""You probably take the sum along `dim` but the largest number along another dimension. Subtracting leaves a softmax unchanged only when one row loses one and the same number."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="maximum_as_pair"
"""`x.max(dim=…)` gives two things: the largest numbers and where they stand. You need the first of them alone."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.max(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="minimum_added"
"""Your exponentials overflow where scores are large or far apart, and the result is nan. Softmax stays the same when one number is subtracted from a whole row: subtract the number after which no exponential of that row can overflow."""
def softmax(x, dim=-1):
    e = torch.exp(x + x.amin(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="minus_inf_overwritten"
"""You write into the tensor that you were given. The caller still needs those scores: work on a new tensor."""
def softmax(x, dim=-1):
    x[x == float("-inf")] = -1e9
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="minus_ten_thousand"
"""You replace -inf by -10,000, which is a score like any other: beside scores as low as that, it gets weight."""
def softmax(x, dim=-1):
    x = torch.nan_to_num(x, neginf=-1e4)
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)

# %% wrong="nan_to_num"
"""You probably turned nan into 0 at the end. That hides the overflow of large scores and does not cure it: such rows no longer sum to 1."""
def softmax(x, dim=-1):
    e = torch.exp(x)
    return torch.nan_to_num(e / e.sum(dim=dim, keepdim=True))

# %% wrong="no_exponential"
"""You divide the scores by their sum and leave the exponential out. Negative scores then give negative weights."""
def softmax(x, dim=-1):
    return x / x.sum(dim=dim, keepdim=True)

# %% wrong="no_return"
"""Your softmax gives back nothing: the last line computes the weights and does not return them."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    e / e.sum(dim=dim, keepdim=True)

# %% wrong="no_shift"
"""Your exponentials overflow where scores are large or far apart, and the result is nan. Softmax stays the same when one number is subtracted from a whole row: subtract the number after which no exponential of that row can overflow."""
def softmax(x, dim=-1):
    e = torch.exp(x)
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="not_moved_back"
"""You probably moved the dimension `dim` to the end to work there and did not move it back. The result must have the shape of the input."""
def softmax(x, dim=-1):
    y = x.transpose(dim, -1)
    e = torch.exp(y - y.amax(dim=-1, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)

# %% wrong="not_normalised"
"""You stop after the exponentials. Weights must sum to 1 along `dim`."""
def softmax(x, dim=-1):
    return torch.exp(x - x.amax(dim=dim, keepdim=True))

# %% wrong="shift_by_mean"
"""Your exponentials overflow where scores are large or far apart, and the result is nan. Softmax stays the same when one number is subtracted from a whole row: subtract the number after which no exponential of that row can overflow."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.mean(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="shift_by_minimum"
"""Your exponentials overflow where scores are large or far apart, and the result is nan. Softmax stays the same when one number is subtracted from a whole row: subtract the number after which no exponential of that row can overflow."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amin(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="sigmoid"
"""You squash each score by itself. Softmax lets the entries compete: together they sum to 1."""
def softmax(x, dim=-1):
    return 1 / (1 + torch.exp(-x))

# %% wrong="sign"
"""Your weights fall where the scores rise. Somewhere a sign is turned around."""
def softmax(x, dim=-1):
    e = torch.exp(-(x - x.amin(dim=dim, keepdim=True)))
    return e / e.sum(dim=dim, keepdim=True)

# %% wrong="sum_detached"
"""The sum that you divide by leaves the computation graph (a detach, no_grad, .item()), so the gradient is wrong: raising one score no longer lowers the other weights."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True).detach()

# %% wrong="sum_over_last"
"""You probably take the largest number along `dim` but the sum along another dimension. Both belong to the same one, the one that the caller names."""
def softmax(x, dim=-1):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=-1, keepdim=True)

# %% wrong="through_numpy"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, no_grad, NumPy). A model that contains it could not be trained."""
def softmax(x, dim=-1):
    a = x.detach().numpy()
    e = np.exp(a - a.max(axis=dim, keepdims=True))
    return torch.from_numpy(e / e.sum(axis=dim, keepdims=True))

# %% wrong="view_needed"
"""Your softmax fails on a tensor whose numbers do not lie in order in memory, as after a transpose. `view` and in-memory tricks need that order; `reshape`, or working along `dim` as it is, does not."""
def softmax(x, dim=-1):
    rows = x.transpose(dim, -1)
    flat = rows.view(-1, rows.shape[-1])
    e = torch.exp(flat - flat.amax(-1, keepdim=True))
    return (e / e.sum(-1, keepdim=True)).view(rows.shape).transpose(dim, -1)
