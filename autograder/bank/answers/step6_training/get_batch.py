# %% right="as_strided"
"""Overlapping rows by strides."""
def get_batch(data, batch_size, block_size, generator=None):
    data = data.contiguous()
    n_windows = data.shape[0] - block_size
    every = torch.as_strided(data, (n_windows, block_size + 1), (1, 1))
    which = torch.randint(high=n_windows, size=(batch_size,), generator=generator)
    return every[which][:, :block_size].clone(), every[which][:, 1:].clone()

# %% right="index_select_shifted"
"""The data and a copy that is one shorter at the front."""
def get_batch(data, batch_size, block_size, generator=None):
    inputs, targets = data[:-1], data[1:]
    ix = torch.randint(len(inputs) - block_size + 1, (batch_size,), generator=generator)
    x = torch.vstack([inputs.narrow(0, int(i), block_size) for i in ix])
    y = torch.vstack([targets.narrow(0, int(i), block_size) for i in ix])
    return x, y

# %% right="index_table"
"""One table of indices for the whole batch."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(0, data.numel() - block_size, (batch_size, 1), generator=generator)
    index = starts + torch.arange(block_size)
    return data[index], data[index + 1]

# %% right="loop"
"""A loop that fills two empty tensors."""
def get_batch(data, batch_size, block_size, generator=None):
    x = torch.empty(batch_size, block_size, dtype=torch.long)
    y = torch.empty(batch_size, block_size, dtype=torch.long)
    highest = len(data) - block_size - 1
    for row in range(batch_size):
        start = torch.randint(0, highest + 1, (1,), generator=generator).item()
        for column in range(block_size):
            x[row, column] = data[start + column]
            y[row, column] = data[start + column + 1]
    return x, y

# %% right="multinomial"
"""Equal weights for all windows, drawn with replacement."""
def get_batch(data, batch_size, block_size, generator=None):
    weights = torch.ones(len(data) - block_size)
    starts = torch.multinomial(weights, batch_size, replacement=True, generator=generator)
    pairs = [(data[s : s + block_size], data[s + 1 : s + block_size + 1]) for s in starts.tolist()]
    xs, ys = zip(*pairs)
    return torch.stack(xs), torch.stack(ys)

# %% right="numpy_seeded_from_torch"
"""NumPy draws, with a seed that comes out of PyTorch's generator."""
def get_batch(data, batch_size, block_size, generator=None):
    seed = int(torch.randint(2**31, (1,), generator=generator))
    rng = np.random.default_rng(seed)
    starts = rng.integers(0, len(data) - block_size, size=batch_size)
    array = data.numpy()
    x = torch.from_numpy(np.stack([array[s : s + block_size] for s in starts]))
    y = torch.from_numpy(np.stack([array[s + 1 : s + block_size + 1] for s in starts]))
    return x, y

# %% right="rand_times"
"""Uniform numbers between 0 and 1, stretched and rounded down."""
def get_batch(data, batch_size, block_size, generator=None):
    possible = len(data) - block_size
    u = torch.rand(batch_size, generator=generator, dtype=torch.float64)
    starts = (u * possible).floor().long().clamp(max=possible - 1)
    offsets = torch.arange(block_size)
    x = data[starts.unsqueeze(1) + offsets.unsqueeze(0)]
    y = data[starts.unsqueeze(1) + offsets.unsqueeze(0) + 1]
    return x, y

# %% right="random_permutations"
"""A fresh permutation of the windows for each row, of which the first is taken."""
def get_batch(data, batch_size, block_size, generator=None):
    def window():
        start = torch.randperm(len(data) - block_size, generator=generator)[0]
        return data[start : start + block_size + 1]

    block = torch.stack([window() for _ in range(batch_size)])
    x, y = block[:, :-1].contiguous(), block[:, 1:].contiguous()
    return x, y

# %% right="stack"
"""A list of slices, stacked."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% right="take"
"""torch.take with flat indices."""
def get_batch(data, batch_size, block_size, generator=None):
    B, T = batch_size, block_size
    start = torch.randint(data.size(0) - T, (B,), generator=generator)
    flat = (start.repeat_interleave(T) + torch.arange(T).repeat(B))
    x = torch.take(data, flat).reshape(B, T)
    y = torch.take(data, flat + 1).reshape(B, T)
    return [x, y]

# %% right="unfold"
"""All windows as a view, and a choice of its rows."""
def get_batch(data, batch_size, block_size, generator=None):
    windows = data.unfold(0, block_size + 1, 1)
    rows = torch.randint(windows.shape[0], (batch_size,), generator=generator)
    chosen = windows[rows]
    return chosen[:, :-1], chosen[:, 1:]

# %% wrong="clamped"
"""Your starts are drawn from the whole data, and those too far to the right are moved back to the last window. It then comes up far more often than the others; every window must be equally likely."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data), (batch_size,), generator=generator)
    starts = torch.clamp(starts, max=len(data) - block_size - 1)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="data_rolled_in_place"
"""You changed the data. It is the caller's, who goes on using it; take slices of it, and leave it as it is."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    data[:-1] = data[1:].clone()
    y = torch.stack([data[i : i + block_size] for i in starts])
    return x, y

# %% wrong="drawn_twice"
"""You draw once for x and again for y, so the targets come from another place in the text. Draw once, cut twice."""
def get_batch(data, batch_size, block_size, generator=None):
    def windows(shift):
        starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
        return torch.stack([data[i + shift : i + shift + block_size] for i in starts])

    return windows(0), windows(1)

# %% wrong="first_window_missing"
"""Your first window is never drawn: the starts count from 0."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(1, len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="float_matrix_product"
"""You pick the tokens through float numbers, which hold whole numbers exactly up to some 16 million only."""
def get_batch(data, batch_size, block_size, generator=None):
    n = len(data) - block_size
    starts = torch.randint(n, (batch_size,), generator=generator)
    windows = data.float().unfold(0, block_size + 1, 1)  # (n, T + 1)
    picked = (F.one_hot(starts, n).float() @ windows).long()
    return picked[:, :-1], picked[:, 1:]

# %% wrong="floats"
"""Your tokens came back as decimal numbers. They are ids, used to look up rows of a table: keep them whole (torch.long)."""
def get_batch(data, batch_size, block_size, generator=None):
    x, y = torch.zeros(batch_size, block_size), torch.zeros(batch_size, block_size)
    for row in range(batch_size):
        i = int(torch.randint(len(data) - block_size, (1,), generator=generator))
        x[row] = data[i : i + block_size]
        y[row] = data[i + 1 : i + 1 + block_size]
    return x, y

# %% wrong="from_the_beginning"
"""Your batch is the same at every call: nothing is drawn, or you set a seed inside the function (seeds are the caller's business). The model would see a few windows for ever."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = [row % (len(data) - block_size) for row in range(batch_size)]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="generator_ignored"
"""The generator that you were handed is not used. With it a caller makes a run repeatable: pass it on to whatever draws the starts."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,))
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="generator_ignored_numpy"
"""The generator that you were handed is not used. With it a caller makes a run repeatable: pass it on to whatever draws the starts."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = np.random.randint(0, len(data) - block_size, size=batch_size)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="generator_needed"
"""Without a generator your function stops. It is optional: None means PyTorch's own global one."""
def get_batch(data, batch_size, block_size, generator):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="generator_rewound"
"""You set the generator back before drawing, so two calls in a row give the same batch. Draw from it as it comes."""
def get_batch(data, batch_size, block_size, generator=None):
    if generator is not None:
        generator.manual_seed(generator.initial_seed())
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="int32"
"""Hands back int32, to save memory."""
def get_batch(data, batch_size, block_size, generator=None):
    s = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    p = s[:, None] + torch.arange(block_size)
    return data[p].int(), data[p + 1].int()

# %% wrong="joined"
"""Your windows are joined into one long row. Stack them, so that each is a row of its own: (batch_size, block_size)."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.cat([data[i : i + block_size] for i in starts])
    y = torch.cat([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="last_target_only"
"""Your y holds one token a window. Every position has a target of its own, so y has the shape of x; that is what makes training on text so cheap."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + block_size] for i in starts])
    return x, y

# %% wrong="last_window_missing"
"""Your last window is never drawn, so the last token of the text is never a target. randint leaves its upper end out already; you took one off more."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size - 1, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="neighbouring_windows"
"""Only your first row is drawn; the others follow it in the text. Draw a start of its own for each row, or the batch is one long passage."""
def get_batch(data, batch_size, block_size, generator=None):
    start = int(torch.randint(len(data) - block_size, (1,), generator=generator))
    starts = [(start + row) % (len(data) - block_size) for row in range(batch_size)]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="next_block"
"""Your y is the block that follows x. It is x moved on by one token, not by a whole block: every position has the next token as its target."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - 2 * block_size + 1, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + block_size : i + 2 * block_size] for i in starts])
    return x, y

# %% wrong="not_shifted"
"""Your y is x itself. The target of each position is the token that comes after it; a model that is asked for the token it has just been given learns to copy, and its loss falls to zero."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i : i + block_size] for i in starts])
    return x, y

# %% wrong="one_start_for_all"
"""All rows of your batch are the same window. Draw a start of its own for each row."""
def get_batch(data, batch_size, block_size, generator=None):
    start = torch.randint(len(data) - block_size, (1,), generator=generator).item()
    x = torch.stack([data[start : start + block_size] for _ in range(batch_size)])
    y = torch.stack([data[start + 1 : start + block_size + 1] for _ in range(batch_size)])
    return x, y

# %% wrong="one_too_short"
"""Your windows hold block_size − 1 tokens. You cut one token from x and from y, but x alone already has block_size; cut windows of block_size + 1."""
def get_batch(data, batch_size, block_size, generator=None):
    windows = data.unfold(0, block_size, 1)
    rows = torch.randint(windows.shape[0] - 1, (batch_size,), generator=generator)
    chosen = windows[rows]
    return chosen[:, :-1], chosen[:, 1:]

# %% wrong="past_the_end"
"""Your last start leaves no token for the last target: y would reach one past the end of the data. With N tokens there are N − block_size windows."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size + 1, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="past_the_end_wrapped"
"""Your last start leaves no token for the last target, and the first token of the data was put there instead. No text continues like that; with N tokens there are N − block_size windows."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size + 1, (batch_size, 1), generator=generator)
    index = starts + torch.arange(block_size)
    return data[index], data[(index + 1) % len(data)]

# %% wrong="positions"
"""You return places in the data. What the model reads are the tokens that stand there."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)
    x = starts + torch.arange(block_size)
    return x, x + 1

# %% wrong="rolled"
"""Your windows go round in a circle: the last target of each is its own first token. Cut y out of the data, where the real next token stands."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.roll(x, -1, dims=1)
    return x, y

# %% wrong="rounded"
"""You round to the nearest start, so the first and the last window come up half as often as the others. Every window must be equally likely."""
def get_batch(data, batch_size, block_size, generator=None):
    last = len(data) - block_size - 1
    starts = torch.round(torch.rand(batch_size, generator=generator) * last).long()
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="scattered_tokens"
"""Your tokens are drawn one by one from all over the data, so no row is text any more. Draw where a window starts; its tokens follow each other."""
def get_batch(data, batch_size, block_size, generator=None):
    index = torch.randint(len(data) - 1, (batch_size, block_size), generator=generator)
    return data[index], data[index + 1]

# %% wrong="seed_inside"
"""Your batch is the same at every call: nothing is drawn, or you set a seed inside the function (seeds are the caller's business). The model would see a few windows for ever."""
def get_batch(data, batch_size, block_size, generator=None):
    torch.manual_seed(1337)
    starts = torch.randint(len(data) - block_size, (batch_size,))
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="shifted_back"
"""Your y is one token behind x, so the model is asked for the past, which it can see. The target comes after its token."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    y = torch.stack([data[i : i + block_size] for i in starts])
    x = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="shifted_twice"
"""Your y is two tokens ahead of x. The model would learn to skip a token; y is x one ahead."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 2 : i + 2 + block_size] for i in starts])
    return x, y

# %% wrong="sorted_starts"
"""Sorts the starts, so that reading goes forward: a row is no longer equally likely to be any window."""
def get_batch(data, batch_size, block_size, generator=None):
    s = torch.randint(len(data) - block_size, (batch_size,), generator=generator).sort().values
    p = s[:, None] + torch.arange(block_size)
    return data[p], data[p + 1]

# %% wrong="time_first"
"""Your windows are columns. Tensors are batch first: shape (batch_size, block_size), a window a row."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    x = torch.stack([data[i : i + block_size] for i in starts], dim=1)
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts], dim=1)
    return x, y

# %% wrong="uint16_round_trip"
"""You store the tokens in 16 bits. Ids of 65,536 and more come back as others."""
def get_batch(data, batch_size, block_size, generator=None):
    tokens = data.numpy().astype(np.uint16)
    ix = torch.randint(len(tokens) - block_size, (batch_size,), generator=generator)
    x = torch.stack([torch.from_numpy(tokens[i:i + block_size].astype(np.int64)) for i in ix.tolist()])
    y = torch.stack([torch.from_numpy(tokens[i + 1:i + 1 + block_size].astype(np.int64)) for i in ix.tolist()])
    return x, y

# %% wrong="whole_blocks_only"
"""Your windows start at multiples of block_size only. Then most windows are never seen, and a given word always stands at the same position. Any start is possible."""
def get_batch(data, batch_size, block_size, generator=None):
    n_blocks = (len(data) - 1) // block_size
    starts = torch.randint(n_blocks, (batch_size,), generator=generator) * block_size
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="without_repetition"
"""You draw without putting back, so a batch cannot be larger than the number of windows. Draw each row independently of the others."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randperm(len(data) - block_size, generator=generator)[:batch_size]
    x = torch.stack([data[i : i + block_size] for i in starts])
    y = torch.stack([data[i + 1 : i + 1 + block_size] for i in starts])
    return x, y

# %% wrong="x_only"
"""You return the inputs without their targets. Both are asked for: x, y."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    return torch.stack([data[i : i + block_size] for i in starts])





# %% wrong="randint_without_size"
"""torch.randint wants to know the shape of what it draws: after the upper end, a tuple such as (batch_size,)."""
def get_batch(data, batch_size, block_size, generator=None):
    start = torch.randint(len(data) - block_size, generator=generator)
    return data[start : start + block_size], data[start + 1 : start + block_size + 1]

# %% wrong="slice_of_tensor"
"""A slice cannot begin at many places at once. Cut one slice for each start and stack them, or index with a tensor of all places."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator)
    return data[starts : starts + block_size], data[starts + 1 : starts + block_size + 1]

# %% wrong="not_stacked"
"""You return lists of windows. A model takes a tensor: stack them to (batch_size, block_size)."""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size,), generator=generator).tolist()
    return [data[s : s + block_size] for s in starts], [data[s + 1 : s + block_size + 1] for s in starts]

# %% wrong="nothing_returned"
"""Your function cuts its windows and returns nothing. Is the `return` missing?"""
def get_batch(data, batch_size, block_size, generator=None):
    starts = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)
    places = starts + torch.arange(block_size)
    x, y = data[places], data[places + 1]
