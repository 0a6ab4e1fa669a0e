# %% right="boolean_mask"
"""A mask of the real places; all real ids written at once."""
def collate(pairs, pad_id):
    lengths = torch.tensor([len(x) for x, _ in pairs])
    real = torch.arange(int(lengths.max())) < lengths[:, None]
    x = torch.full(real.shape, pad_id)
    y = torch.full(real.shape, -100)
    x[real] = torch.cat([pair[0] for pair in pairs])
    y[real] = torch.cat([pair[1] for pair in pairs])
    return x, y

# %% right="full"
"""Two tensors full of padding, written over row by row."""
def collate(pairs, pad_id):
    T = max(len(x) for x, y in pairs)
    x_batch = torch.full((len(pairs), T), pad_id, dtype=torch.long)
    y_batch = torch.full((len(pairs), T), -100, dtype=torch.long)
    for i, (x, y) in enumerate(pairs):
        x_batch[i, : len(x)] = x
        y_batch[i, : len(y)] = y
    return x_batch, y_batch

# %% right="functional_pad"
"""F.pad and stack."""
def collate(pairs, pad_id):
    longest = max(x.shape[0] for x, _ in pairs)
    xs = [F.pad(x, (0, longest - x.shape[0]), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, longest - y.shape[0]), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% right="helper"
"""One helper for both."""
def padded(tensors, value):
    T = max(t.numel() for t in tensors)
    return torch.stack([torch.cat([t, t.new_full((T - t.numel(),), value)]) for t in tensors])


def collate(pairs, pad_id):
    return padded([x for x, _ in pairs], pad_id), padded([y for _, y in pairs], -100)

# %% right="lists"
"""Plain lists, lengthened, turned into tensors at the end."""
def collate(pairs, pad_id):
    longest = 0
    for x, y in pairs:
        longest = max(longest, len(x))
    rows_x, rows_y = [], []
    for x, y in pairs:
        missing = longest - len(x)
        rows_x.append(x.tolist() + [pad_id] * missing)
        rows_y.append(y.tolist() + [-100] * missing)
    return torch.tensor(rows_x), torch.tensor(rows_y)

# %% right="number_by_number"
"""One tensor for both, filled number by number."""
def collate(pairs, pad_id):
    size = max(len(x) for x, _ in pairs)
    both = torch.empty(2, len(pairs), size, dtype=torch.long)
    both[0], both[1] = pad_id, -100
    for row, pair in enumerate(pairs):
        for which in range(2):
            for column, value in enumerate(pair[which]):
                both[which, row, column] = value
    return both[0], both[1]

# %% right="numpy"
"""NumPy arrays."""
def collate(pairs, pad_id):
    T = max(map(len, (x for x, _ in pairs)))
    xs = np.full((len(pairs), T), pad_id, dtype=np.int64)
    ys = np.full((len(pairs), T), -100, dtype=np.int64)
    for i, (x, y) in enumerate(pairs):
        xs[i, : len(x)], ys[i, : len(y)] = x.numpy(), y.numpy()
    return torch.from_numpy(xs), torch.from_numpy(ys)

# %% right="pad_sequence"
"""PyTorch's pad_sequence."""
from torch.nn.utils.rnn import pad_sequence


def collate(pairs, pad_id):
    xs, ys = zip(*pairs)
    return pad_sequence(xs, batch_first=True, padding_value=pad_id), pad_sequence(ys, batch_first=True, padding_value=-100)

# %% right="zip_longest"
"""zip_longest goes over the columns; the result is turned round."""
from itertools import zip_longest


def collate(pairs, pad_id):
    x = torch.tensor(list(zip_longest(*(p[0].tolist() for p in pairs), fillvalue=pad_id))).t()
    y = torch.tensor(list(zip_longest(*(p[1].tolist() for p in pairs), fillvalue=-100))).t()
    return x, y

# %% wrong="aliased_buffer"
"""You hand out the same tensor for each batch of one shape, so a new batch overwrites the one before."""
def collate(pairs, pad_id, memory={}):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    x, y = memory.setdefault(shape, (torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)))
    x.fill_(pad_id)
    y.fill_(-100)
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x, y

# %% wrong="at_most_512"
"""You cut at a fixed length. The batch is as long as its longest example."""
def collate(pairs, pad_id):
    T = min(512, max(len(x) for x, _ in pairs))
    x, y = torch.full((len(pairs), T), pad_id), torch.full((len(pairs), T), -100)
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a[:T], b[:T]
    return x, y

# %% wrong="cut_to_the_shortest"
"""You cut all examples to the shortest, and with that throw answers away. Pad to the longest."""
def collate(pairs, pad_id):
    T = min(len(x) for x, _ in pairs)
    return torch.stack([x[:T] for x, _ in pairs]), torch.stack([y[:T] for _, y in pairs])

# %% wrong="everything_masked"
"""All your labels came out as −100: the real ones were never written into the batch."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    return torch.stack(xs), torch.full((len(pairs), T), -100)

# %% wrong="floats"
"""Your batch holds decimal numbers. Ids and labels are whole: torch.long, not what torch.zeros and torch.ones make by default."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.ones(len(pairs), T) * pad_id
    ys = torch.ones(len(pairs), T) * -100
    for i, (x, y) in enumerate(pairs):
        xs[i, : len(x)] = x
        ys[i, : len(y)] = y
    return xs, ys

# %% wrong="inputs_padded_with_minus_hundred"
"""Your x is padded with −100, which is no token: the embedding has no such row. Only labels are masked with it; x is padded with pad_id."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=-100) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="int16"
"""You collect in 16 bits, where ids above 32,767 come out negative."""
def collate(pairs, pad_id):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    x, y = torch.full(shape, pad_id, dtype=torch.int16), torch.full(shape, -100, dtype=torch.int16)
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x.long(), y.long()

# %% wrong="int32"
"""int32 tensors."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    X = torch.full((len(pairs), T), pad_id, dtype=torch.int32)
    Y = torch.full((len(pairs), T), -100, dtype=torch.int32)
    for i, (x, y) in enumerate(pairs):
        X[i, :len(x)] = x
        Y[i, :len(y)] = y
    return X, Y

# %% wrong="joined"
"""Your examples stand one behind the other in a single row. Each has a row of its own: (B, T)."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.cat(xs), torch.cat(ys)

# %% wrong="labels_from_inputs"
"""You make the labels anew, as x moved by one, and lose the −100 of the prompts and the end marks. The labels are in the pairs; only pad them."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    ys = torch.full_like(xs, -100)
    ys[:, :-1] = xs[:, 1:]
    return xs, ys

# %% wrong="labels_masked_where_x_is_padding"
"""You mask every label whose x equals pad_id. The same id can be a real token of the text; only what you added is padding."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    ys = torch.stack([F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs])
    return xs, ys.masked_fill(xs == pad_id, -100)

# %% wrong="labels_on_the_left"
"""You pad x on the right and y on the left, so labels and tokens do not belong together."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (T - len(y), 0), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="labels_padded_with_pad_id"
"""Your y is padded with pad_id. That is a token, and the model would be taught to write it after every short answer; −100 says that there is nothing to be scored on."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=pad_id) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="labels_padded_with_zero"
"""Your y is padded with 0. That is a token like any other, which the model would be taught to write; −100 says that there is nothing to be scored on."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y))) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="last_token_repeated"
"""You repeat the last token of each example instead of padding. In y that teaches the last token again and again."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [torch.cat([x, x[-1:].repeat(T - len(x))]) for x, _ in pairs]
    ys = [torch.cat([y, y[-1:].repeat(T - len(y))]) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="length_of_the_first"
"""Your batch is as long as its first example; longer ones do not fit. Look for the longest."""
def collate(pairs, pad_id):
    T = len(pairs[0][0])
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="length_of_the_last"
"""Your batch is as long as its last example; longer ones do not fit. Look for the longest."""
def collate(pairs, pad_id):
    for x, y in pairs:
        T = len(x)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="lists"
"""Your rows are still separate. A batch is one tensor (B, T) for x and one for y: stack them."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return xs, ys

# %% wrong="not_padded"
"""Your examples are stacked as they are, which only works when all have one length. Pad the short ones first."""
def collate(pairs, pad_id):
    return torch.stack([x for x, _ in pairs]), torch.stack([y for _, y in pairs])

# %% wrong="one_column_too_many"
"""Your batch has one column more than its longest example."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs) + 1
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="one_tensor"
"""You return one tensor that holds both. Two are asked for, x and y."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack([torch.stack(xs), torch.stack(ys)], dim=1)

# %% wrong="pad_id_ignored"
"""You pad x with 0, whatever pad_id says."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x))) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="pad_id_masked_everywhere"
"""You mask every label that equals pad_id. The same id can be a real token of an answer (often it is the end mark), and is then no longer taught. Only what you added is padding."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    ys = torch.stack([F.pad(y, (0, T - len(y)), value=pad_id) for _, y in pairs])
    return xs, ys.masked_fill(ys == pad_id, -100)

# %% wrong="pad_id_zero_is_false"
""""or" takes the padding id 0 for nothing and puts another in its place."""
def collate(pairs, pad_id):
    pad = nn.utils.rnn.pad_sequence
    x, y = zip(*pairs)
    return pad(x, batch_first=True, padding_value=pad_id or 1), pad(y, batch_first=True, padding_value=-100)

# %% wrong="padded_on_the_left"
"""You pad on the left. Then every real token sees the padding and stands at a wrong position. On the right, a causal model never notices it."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (T - len(x), 0), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (T - len(y), 0), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="paddings_swapped"
"""Your two paddings are the wrong way round: x gets pad_id, y gets −100."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=-100) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=pad_id) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="pairs_resized"
"""You lengthen the tensors inside the pairs, which are the caller's: in the next batch they are too long. Make new ones."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    for x, y in pairs:
        n = len(x)
        x.resize_(T)[n:] = pad_id
        y.resize_(T)[n:] = -100
    return torch.stack([x for x, _ in pairs]), torch.stack([y for _, y in pairs])

# %% wrong="round_length"
"""You round the length up to a multiple of 8. GPUs like that; here T is the length of the longest example."""
def collate(pairs, pad_id):
    T = -(-max(len(x) for x, _ in pairs) // 8) * 8
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="sorted"
"""You put the examples in order of length. The rows of the batch stay in the order of the pairs."""
def collate(pairs, pad_id):
    pairs = sorted(pairs, key=lambda pair: len(pair[0]))
    T = len(pairs[-1][0])
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(xs), torch.stack(ys)

# %% wrong="squeezed_when_t_is_1"
"""Where all examples have length 1, squeeze takes that dimension away."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    x = torch.stack([F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs])
    y = torch.stack([F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs])
    return x.squeeze(-1), y.squeeze(-1)

# %% wrong="stale_buffer"
"""You hand out the same tensor for each batch of one shape, with remains of the one before."""
_buffers = {}


def collate(pairs, pad_id):
    shape = len(pairs), max(len(x) for x, _ in pairs)
    if (shape, pad_id) not in _buffers:
        _buffers[shape, pad_id] = torch.full(shape, pad_id), torch.full(shape, -100)
    x, y = _buffers[shape, pad_id]
    for row, (a, b) in enumerate(pairs):
        x[row, : len(a)], y[row, : len(b)] = a, b
    return x, y

# %% wrong="time_first"
"""Your examples are columns. Tensors are batch first, (B, T). (pad_sequence does that when it is asked to.)"""
from torch.nn.utils.rnn import pad_sequence


def collate(pairs, pad_id):
    xs, ys = zip(*pairs)
    return pad_sequence(xs, padding_value=pad_id), pad_sequence(ys, padding_value=-100)

# %% wrong="y_first"
"""You return y before x. The order is (x, y)."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    xs = [F.pad(x, (0, T - len(x)), value=pad_id) for x, _ in pairs]
    ys = [F.pad(y, (0, T - len(y)), value=-100) for _, y in pairs]
    return torch.stack(ys), torch.stack(xs)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def collate(pairs, pad_id):
    T = max(len(x) for x, _ in pairs)
    x, y = torch.full((len(pairs), T), pad_id), torch.full((len(pairs), T), -100)
    for i in range(len(pairs)):
        x[i, :len(pairs[i][0])], y[i, :len(pairs[i][1])] = pairs[i]
