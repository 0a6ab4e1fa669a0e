# %% right="arange"
"""Positions compared by broadcasting."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len)
    return positions[None, :] <= positions[:, None]

# %% right="arange_view"
"""Query number at least key number."""
def causal_mask(seq_len):
    i = torch.arange(seq_len).view(-1, 1)
    j = torch.arange(seq_len).view(1, -1)
    return torch.ge(i, j)

# %% right="cumsum"
"""The identity, summed up down its columns."""
def causal_mask(seq_len):
    return torch.eye(seq_len).cumsum(dim=0) > 0

# %% right="from_additive"
"""The additive mask, read backwards."""
def causal_mask(seq_len):
    additive = torch.triu(torch.full((seq_len, seq_len), float("-inf")), diagonal=1)
    return torch.isfinite(additive)

# %% right="list_comprehension"
"""A table in Python, made into a tensor."""
def causal_mask(seq_len):
    return torch.tensor([[j <= i for j in range(seq_len)] for i in range(seq_len)])

# %% right="nested_loops"
"""Cell by cell."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len, dtype=torch.bool)
    for query in range(seq_len):
        for key in range(seq_len):
            if key <= query:
                mask[query, key] = True
    return mask

# %% right="not_triu"
"""The negation of the future."""
def causal_mask(seq_len):
    return ~torch.ones(seq_len, seq_len, dtype=torch.bool).triu(1)

# %% right="numpy"
"""NumPy's triangle."""
def causal_mask(seq_len):
    return torch.from_numpy(np.tril(np.ones((seq_len, seq_len), dtype=bool)))

# %% right="row_slices"
"""Row by row."""
def causal_mask(seq_len):
    mask = torch.full((seq_len, seq_len), False)
    for i in range(seq_len):
        mask[i, : i + 1] = True
    return mask

# %% right="tril_bool"
"""The lower triangle of a table of True."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))

# %% right="tril_equals_one"
"""A comparison turns ones into True."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len))
    return mask == 1

# %% right="tril_indices"
"""The places of the triangle, set to True."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len).bool()
    rows, columns = torch.tril_indices(seq_len, seq_len)
    mask[rows, columns] = True
    return mask

# %% right="tril_then_bool"
"""The lower triangle of ones, converted."""
def causal_mask(seq_len):
    return torch.ones((seq_len, seq_len)).tril().bool()

# %% right="triu_is_zero"
"""Everything but the future."""
def causal_mask(seq_len):
    future = torch.triu(torch.ones(seq_len, seq_len), diagonal=1)
    return future == 0

# %% wrong="additive"
"""You built the additive mask, 0 and -inf, to be summed onto scores. Here a boolean one is asked for: True where a query may look."""
def causal_mask(seq_len):
    return torch.triu(torch.full((seq_len, seq_len), float("-inf")), diagonal=1)

# %% wrong="all_false"
"""Your mask allows nothing. It probably was made and never filled in."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len, dtype=torch.bool)
    for i in range(seq_len):
        for j in range(seq_len):
            if j <= i:
                mask[i][j] == True
    return mask

# %% wrong="all_true"
"""Your mask allows everything, the future too. It probably was made and never cut to a triangle."""
def causal_mask(seq_len):
    mask = torch.ones(seq_len, seq_len, dtype=torch.bool)
    torch.tril(mask)
    return mask

# %% wrong="batch_and_head_axes"
"""Your mask has more than two dimensions. Broadcasting adds what is missing in front by itself, so the plain (T, T) table serves every batch and every head."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))
    return mask.view(1, 1, seq_len, seq_len)

# %% wrong="batch_axis"
"""Your mask has more than two dimensions. Broadcasting adds what is missing in front by itself, so the plain (T, T) table serves every batch and every head."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(1, seq_len, seq_len, dtype=torch.bool))

# %% wrong="cut_from_first_call"
"""You make the mask once, for the first length, and keep it. It must follow the `seq_len` of each call."""
_first = {}


def causal_mask(seq_len):
    mask = _first.setdefault("mask", torch.ones(seq_len, seq_len, dtype=torch.bool).tril())
    return mask[:seq_len, :seq_len]

# %% wrong="first_row_forgotten"
"""Your first row is empty. A loop probably starts too late: position 0 has no past, yet may look at itself."""
def causal_mask(seq_len):
    mask = torch.zeros(seq_len, seq_len, dtype=torch.bool)
    for i in range(1, seq_len):
        mask[i, : i + 1] = True
    return mask

# %% wrong="flattened"
"""Your mask has one dimension. Each of the T queries needs its own row of T keys, so a table of two dimensions."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))
    return mask.flatten()

# %% wrong="flipped"
"""Your triangle hangs on the other diagonal. The row counts queries from the top, the column keys from the left, and a query sees the keys up to its own number."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool)).flip(-1)

# %% wrong="float"
"""Your mask holds numbers, not truth values. A boolean mask can be negated and handed to masked_fill; a table of 0 and 1 can not, or means something else."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len))

# %% wrong="half_precision_positions"
"""You compare positions in a number type that tells whole numbers apart up to 256 only."""
def causal_mask(seq_len):
    t = torch.arange(seq_len).to(torch.bfloat16)
    return t[:, None] >= t[None, :]

# %% wrong="hard_coded_size"
"""Your mask has one size whatever is asked. It must follow `seq_len`."""
def causal_mask(seq_len):
    seq_len = 8
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))

# %% wrong="identity"
"""Each of your positions sees itself alone. Causal means itself and everything before."""
def causal_mask(seq_len):
    return torch.eye(seq_len, dtype=torch.bool)

# %% wrong="int8_positions"
"""Your positions are numbers of 8 bits, which begin again at -128 after 127."""
def causal_mask(seq_len):
    t = torch.from_numpy(np.arange(seq_len).astype(np.int8))
    return t.view(-1, 1) >= t.view(1, -1)

# %% wrong="integer"
"""Your mask holds numbers, not truth values. A boolean mask can be negated and handed to masked_fill; a table of 0 and 1 can not, or means something else."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.int64))

# %% wrong="inverted"
"""Your mask marks what is forbidden. In this course True means that the query may look at the key."""
def causal_mask(seq_len):
    return torch.triu(torch.ones(seq_len, seq_len), diagonal=1).bool()

# %% wrong="kept_from_first_call"
"""You make the mask once, for the first length, and keep it. It must follow the `seq_len` of each call."""
_kept = {}


def causal_mask(seq_len):
    if "mask" not in _kept:
        _kept["mask"] = torch.ones(seq_len, seq_len, dtype=torch.bool).tril()
    return _kept["mask"]

# %% wrong="no_return"
"""Your causal_mask gives back nothing: the mask is made and not returned."""
def causal_mask(seq_len):
    mask = torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool))

# %% wrong="one_ahead"
"""Each of your positions also sees the one after it, which is just the token that it has to predict. Training would look perfect and generation would fail."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool), diagonal=1)

# %% wrong="one_axis"
"""Your mask has one dimension. Each of the T queries needs its own row of T keys, so a table of two dimensions."""
def causal_mask(seq_len):
    return torch.ones(seq_len, dtype=torch.bool)

# %% wrong="previous_only"
"""Each of your positions sees itself and the one before, no further. Causal means everything before."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len)
    distance = positions[:, None] - positions[None, :]
    return (distance == 0) | (distance == 1)

# %% wrong="size_of_the_check"
"""Your mask has one size whatever is asked. It must follow `seq_len`."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(4, 4)).bool()

# %% wrong="squeezed"
"""For one position your mask loses its dimensions of size 1. It is a table of (T, T), also when T is 1."""
def causal_mask(seq_len):
    return torch.ones(seq_len, seq_len, dtype=torch.bool).tril().squeeze()

# %% wrong="strict"
"""Your diagonal is False, so no position may look at itself. The first position then has no key at all, and its softmax is nan."""
def causal_mask(seq_len):
    return torch.tril(torch.ones(seq_len, seq_len, dtype=torch.bool), diagonal=-1)

# %% wrong="list_of_lists"
"""Your mask is a list of lists. A tensor is asked for, which can be negated, moved to a GPU and handed to masked_fill."""
def causal_mask(seq_len):
    return [[key <= query for key in range(seq_len)] for query in range(seq_len)]

# %% wrong="swapped_comparison"
"""Your triangle lies on the wrong side: each position sees itself and the future. Rows are queries, columns are keys."""
def causal_mask(seq_len):
    query = torch.arange(seq_len)[None, :]
    key = torch.arange(seq_len)[:, None]
    return key <= query

# %% wrong="table_of_1024"
"""You cut the mask out of a table of fixed size. A longer sequence does not fit."""
_LARGE = torch.ones(1024, 1024).tril().bool()


def causal_mask(seq_len):
    return _LARGE[:seq_len, :seq_len]

# %% wrong="table_of_64"
"""You cut the mask out of a table of fixed size. A longer sequence does not fit."""
_LOWER = torch.tril(torch.ones(64, 64)).bool()


def causal_mask(seq_len):
    return _LOWER[:seq_len, :seq_len].clone()

# %% wrong="too_large"
"""Your mask is one row and one column too large. For `seq_len` positions there are `seq_len` queries and `seq_len` keys, the first at index 0."""
def causal_mask(seq_len):
    positions = torch.arange(seq_len + 1)
    return positions[:, None] >= positions[None, :]

# %% wrong="too_small"
"""Your mask is one row and one column too small. For `seq_len` positions there are `seq_len` queries and `seq_len` keys, the first at index 0."""
def causal_mask(seq_len):
    positions = torch.arange(1, seq_len)
    return positions[:, None] >= positions[None, :]

# %% wrong="upper"
"""Your triangle lies on the wrong side: each position sees itself and the future. Rows are queries, columns are keys."""
def causal_mask(seq_len):
    return torch.triu(torch.ones(seq_len, seq_len, dtype=torch.bool))

# %% wrong="window"
"""Your mask lets a position look back a fixed number of positions only. It may look at all earlier ones."""
def causal_mask(seq_len):
    ones = torch.ones(seq_len, seq_len, dtype=torch.bool)
    return ones.tril() & ones.triu(-31)
