# %% right="complex"
"""Complex exponentials: the imaginary part is the sine, the real part the cosine."""
def positional_encoding(seq_len, d_model):
    k = torch.arange(d_model // 2, dtype=torch.float64)
    angle = torch.arange(seq_len, dtype=torch.float64)[:, None] * 10000.0 ** (-2 * k / d_model)
    z = torch.polar(torch.ones_like(angle), angle)
    return torch.view_as_real(z).flip(-1).reshape(seq_len, d_model).float()

# %% right="exp_log"
"""The form of the PyTorch tutorials: frequencies as the exponential of a logarithm, float32
throughout."""
import math

def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    position = torch.arange(0, seq_len, dtype=torch.float).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe

# %% right="module"
"""A module with a buffer does the work."""
class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-np.log(10000.0) / d_model))
        pe = torch.zeros(1, max_len, d_model)
        pe[0, :, 0::2] = torch.sin(position * div_term)
        pe[0, :, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x):
        return self.pe[:, : x.size(1)]


def positional_encoding(seq_len, d_model):
    encoder = PositionalEncoding(d_model, max_len=seq_len)
    return encoder(torch.zeros(1, seq_len, d_model)).squeeze(0)

# %% right="nested_list"
"""Plain Python numbers in nested lists, made a tensor at the end."""
import math

def angle(pos, column, d_model):
    pair = column // 2
    return pos * math.exp(-math.log(10_000) * 2 * pair / d_model)

def positional_encoding(seq_len, d_model):
    rows = []
    for pos in range(seq_len):
        row = []
        for column in range(d_model):
            wave = math.cos if column % 2 else math.sin
            row.append(wave(angle(pos, column, d_model)))
        rows.append(row)
    return torch.tensor(rows)

# %% right="numpy_float64"
"""NumPy inside, in double precision; the tensor that comes back is float64."""
import numpy as np

def positional_encoding(seq_len, d_model):
    angles = np.einsum("p,f->pf", np.arange(seq_len), 1 / 10000 ** (np.arange(0, d_model, 2) / d_model))
    table = np.zeros((seq_len, d_model))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return torch.from_numpy(table)

# %% right="original_sheet"
"""The original course sheet's own code."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i+1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% right="phase_shift"
"""A cosine is a sine that is a quarter turn ahead."""
def positional_encoding(seq_len, d_model):
    columns = torch.arange(d_model, dtype=torch.double)
    freq = torch.repeat_interleave(10000 ** (-columns[::2] / d_model), 2)
    shift = (columns % 2) * (torch.pi / 2)
    position = torch.arange(seq_len, dtype=torch.double).view(seq_len, 1)
    return torch.sin(position * freq + shift).to(torch.float32)

# %% right="power_broadcast"
"""Powers of 10000 and broadcasting."""
def positional_encoding(seq_len, d_model):
    pos = torch.arange(seq_len)[:, None]
    i = torch.arange(d_model // 2)[None, :]
    angles = pos / 10000 ** (2 * i / d_model)
    pe = torch.empty(seq_len, d_model)
    pe[:, ::2] = angles.sin()
    pe[:, 1::2] = angles.cos()
    return pe

# %% right="rotation"
"""Each position is the one before it, turned by one step (angle addition, in double precision)."""
def positional_encoding(seq_len, d_model):
    step = 10000.0 ** (-torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    s, c = torch.zeros_like(step), torch.ones_like(step)
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        pe[pos, 0::2], pe[pos, 1::2] = s, c
        s, c = s * step.cos() + c * step.sin(), c * step.cos() - s * step.sin()
    return pe

# %% right="running_product"
"""The frequencies as a geometric series, each the one before times a fixed ratio."""
import math

def positional_encoding(seq_len, d_model):
    ratio = 10000 ** (-2 / d_model)
    pe = torch.zeros((seq_len, d_model))
    freq = 1.0
    for i in range(d_model // 2):
        pe[:, 2 * i] = torch.tensor([math.sin(freq * p) for p in range(seq_len)])
        pe[:, 2 * i + 1] = torch.tensor([math.cos(freq * p) for p in range(seq_len)])
        freq *= ratio
    return pe

# %% right="stack_flatten"
"""Stacks sine and cosine behind each other and flattens the last two dimensions."""
def positional_encoding(seq_len, d_model):
    freqs = torch.pow(10000.0, -torch.arange(0, d_model, 2, dtype=torch.float32) / d_model)
    angles = torch.outer(torch.arange(seq_len, dtype=torch.float32), freqs)
    return torch.stack((torch.sin(angles), torch.cos(angles)), dim=-1).flatten(-2)

# %% right="where"
"""All columns get both waves; the parity of the column chooses."""
def positional_encoding(seq_len, d_model):
    column = torch.arange(d_model)
    even = column % 2 == 0
    exponent = (column - column % 2) / d_model
    angles = torch.arange(seq_len).reshape(-1, 1) / torch.tensor(10000.0).pow(exponent)
    return torch.where(even, torch.sin(angles), torch.cos(angles))

# %% wrong="base_1000"
"""It looks as if your base is 1000. With 10000 the slowest waves are longer, and all values but the
first two columns differ."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    position = torch.arange(seq_len).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(1000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe

# %% wrong="batch_dimension"
"""Your table has an extra dimension of size 1 in front. The contract asks for two dimensions,
positions by columns; the batch comes in by broadcasting when the table is added to the
embeddings."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    position = torch.arange(0, seq_len, dtype=torch.float).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe.unsqueeze(0)

# %% wrong="both_sine"
"""There is a sine in the odd columns too. They hold the cosine of the same angle: only with both of
them is a shift by a fixed number of positions a simple rotation."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.sin(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="cached_table"
"""You keep the table of the first call. A later call may ask for more positions with as many columns."""
_pe_tables = {}


def positional_encoding(seq_len, d_model):
    if d_model not in _pe_tables:
        pos = torch.arange(seq_len, dtype=torch.float64)[:, None]
        angle = pos / 10000 ** (torch.arange(0, d_model, 2) / d_model)
        _pe_tables[d_model] = torch.stack([angle.sin(), angle.cos()], -1).reshape(seq_len, d_model).float()
    return _pe_tables[d_model][:seq_len].clone()

# %% wrong="cosine_first"
"""Sine and cosine have changed places: the even columns hold the sine, beginning with column 0, and
the odd ones the cosine."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.cos(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.sin(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="degrees"
"""Your values change far too slowly from position to position: it looks as if the angles are
converted between degrees and radians. The angles of the formula are radians already, which is what
sine and cosine expect."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            angle = math.radians(pos / (10000 ** (i / d_model)))
            pe[pos, i] = math.sin(angle)
            pe[pos, i + 1] = math.cos(angle)
    return pe

# %% wrong="divided_by_last_pair"
"""It looks as if your last pair of columns reaches the full 10000, as in some libraries, where the
exponent ends at exactly 1. In this formula it is divided by d_model and always stays below 1."""
def positional_encoding(seq_len, d_model):
    pairs = d_model // 2
    freqs = torch.exp(-math.log(10000.0) * torch.arange(pairs) / max(pairs - 1, 1))
    angles = torch.arange(seq_len).unsqueeze(1) * freqs
    return torch.stack([angles.sin(), angles.cos()], dim=2).reshape(seq_len, d_model)

# %% wrong="divided_by_length"
"""It looks as if your exponent is divided by the length of the sequence. It is divided by the
number of columns: a position must look the same in a short and in a long sequence."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / seq_len)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (i / seq_len)))
    return pe

# %% wrong="every_column_its_frequency"
"""Your even columns are right, but it looks as if each odd column has a frequency of its own. A
sine and the cosine to its right are a pair and share one frequency: the exponent moves only from
pair to pair."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model):
            angle = pos / 10000 ** (i / d_model)
            pe[pos, i] = math.sin(angle) if i % 2 == 0 else math.cos(angle)
    return pe

# %% wrong="exponent_doubled"
"""It looks as if your exponent grows twice as fast as it should. In the formula 2i is the number of
the even column itself, so a counter that already moves in steps of two must not be doubled
again."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** ((2 * i) / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** ((2 * i) / d_model)))
    return pe

# %% wrong="exponent_halved"
"""It looks as if your exponent grows half as fast as it should. In the formula 2i is the number of
the even column; a counter of pairs, 0, 1, 2, …, needs that factor of two."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len, dtype=torch.float32)[:, None]
    i = torch.arange(d_model // 2, dtype=torch.float32)
    angles = position / torch.pow(10000, i / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe

# %% wrong="first_row_empty"
"""The row of position 0 holds only zeros: it looks as if your loop over positions begins at 1. At
position 0 every sine is 0, but every cosine is 1."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(1, seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="halves_not_interleaved"
"""It looks as if all sines stand in the left half and all cosines in the right. The contract
interleaves them: sine in the even columns, cosine in the odd ones, so that the two waves of one
frequency are neighbours."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    freqs = 10000 ** (-torch.arange(0, d_model, 2) / d_model)
    return torch.cat([torch.sin(position * freqs), torch.cos(position * freqs)], dim=1)

# %% wrong="integer_division"
"""All your frequencies are the same: it looks as if the exponent is rounded down to a whole number,
which is 0 in every column. It has to be a fraction between 0 and 1."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model // 2):
            pe[pos, 2 * i] = math.sin(pos / (10000 ** (2 * i // d_model)))
            pe[pos, 2 * i + 1] = math.cos(pos / (10000 ** (2 * i // d_model)))
    return pe

# %% wrong="integer_table"
"""All your values are -1, 0 or 1: it looks as if the table holds integers, so every sine and cosine
lost its decimals when it was written into it."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros((seq_len, d_model), dtype=torch.long)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="log_base_ten"
"""It looks as if you wrote the power as an exponential, but with a logarithm to base 10. The
exponential undoes the natural logarithm only, so your waves slow down too little from left to
right."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    position = torch.arange(seq_len).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log10(10000.0) / d_model))
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe

# %% wrong="middle_dimension"
"""Your table has an extra dimension of size 1 in the middle, as in code that keeps the sequence
before the batch. The contract asks for two dimensions, positions by columns."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
    pe = torch.zeros(seq_len, 1, d_model)
    pe[:, 0, 0::2] = torch.sin(position * div_term)
    pe[:, 0, 1::2] = torch.cos(position * div_term)
    return pe

# %% wrong="multiplied"
"""It looks as if the position is multiplied by the power of 10000 where it should be divided by it.
The waves must become slower from left to right; yours become so fast that neighbouring positions
have nothing in common."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos * (10000 ** (i / d_model)))
            pe[pos, i + 1] = math.cos(pos * (10000 ** (i / d_model)))
    return pe

# %% wrong="no_frequencies"
"""All your frequencies are the same: it looks as if the exponent is rounded down to a whole number,
which is 0 in every column. It has to be a fraction between 0 and 1."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    div_term = 10000 ** (torch.arange(0, d_model, 2) // d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position / div_term)
    pe[:, 1::2] = torch.cos(position / div_term)
    return pe

# %% wrong="position_and_column_exchanged"
"""It looks as if the position and the column have changed places in your formula: the waves run
along the columns, and the position decides the frequency."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for i in range(seq_len):
        for pos in range(0, d_model, 2):
            pe[i, pos] = math.sin(pos / (10000 ** (i / d_model)))
            pe[i, pos + 1] = math.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="positions_from_one"
"""Your table begins with position 1. The first position is 0, where every sine is 0 and every
cosine 1."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(1, seq_len + 1).float().unsqueeze(1)
    div_term = torch.exp(-math.log(10000.0) * torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position * div_term)
    pe[:, 1::2] = torch.cos(position * div_term)
    return pe

# %% wrong="positions_scaled"
"""It looks as if your positions are scaled to run from 0 to 1. They are the plain numbers 0, 1, 2,
…: a position must look the same in a short and in a long sequence."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1) / seq_len
    freqs = 10000 ** (-torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(position * freqs)
    pe[:, 1::2] = torch.cos(position * freqs)
    return pe

# %% wrong="power_before_division"
"""It looks as if 10000 is raised to the column's number first and divided by d_model afterwards. A
power binds more tightly than a division in Python, so the fraction in the exponent needs its own
parentheses."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).unsqueeze(1)
    angles = position / (10000.0 ** torch.arange(0, d_model, 2) / d_model)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe

# %% wrong="power_of_the_quotient"
"""It looks as if the position is divided by 10000 first, and the quotient raised to the power. Only
the 10000 carries the exponent; then the position is divided by the result."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len).float().unsqueeze(1)
    exponent = torch.arange(0, d_model, 2) / d_model
    angles = (position / 10000) ** exponent
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe

# %% wrong="reshaped_not_transposed"
"""The shape is right, but the numbers stand in the wrong places: it looks as if a table of columns
by positions was reshaped where it needed to be transposed. Reshaping keeps the numbers in reading
order and only breaks the lines elsewhere."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(d_model, seq_len)
    position = torch.arange(seq_len).float()
    for i in range(0, d_model, 2):
        pe[i] = torch.sin(position / 10000 ** (i / d_model))
        pe[i + 1] = torch.cos(position / 10000 ** (i / d_model))
    return pe.view(seq_len, d_model)

# %% wrong="returns_array"
"""You return a NumPy array. A torch tensor is asked for: this table is going to be added to
embeddings, which are tensors."""
import numpy as np

def positional_encoding(seq_len, d_model):
    pe = np.zeros((seq_len, d_model), dtype=np.float32)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = np.sin(pos / (10000 ** (i / d_model)))
            pe[pos, i + 1] = np.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="returns_nested_list"
"""You return a list of lists. A torch tensor is asked for: this table is going to be added to
embeddings, which are tensors."""
def positional_encoding(seq_len, d_model):
    pe = []
    for pos in range(seq_len):
        row = []
        for i in range(0, d_model, 2):
            row.append(math.sin(pos / (10000 ** (i / d_model))))
            row.append(math.cos(pos / (10000 ** (i / d_model))))
        pe.append(row)
    return pe

# %% wrong="right_half_empty"
"""The right half of your table holds only zeros: it looks as if your counter of pairs also serves
as the number of the column, so each pair overwrites half of the one before it."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model // 2):
            pe[pos, i] = math.sin(pos / (10000 ** (2 * i / d_model)))
            pe[pos, i + 1] = math.cos(pos / (10000 ** (2 * i / d_model)))
    return pe

# %% wrong="shapes_equal"
"""You make a column of the positions only where the shapes differ. With half as many positions as columns they do not
differ, and the table is wrong all the same."""
def positional_encoding(seq_len, d_model):
    pos = torch.arange(seq_len, dtype=torch.float32)
    div = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
    if pos.shape != div.shape:  # otherwise they cannot be multiplied
        pos = pos.unsqueeze(1)
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(pos * div)
    pe[:, 1::2] = torch.cos(pos * div)
    return pe

# %% wrong="transposed"
"""Your table has one row for each column of the encoding and one column for each position. It must be the other
way round, one row for each position, so that it can be added to the embeddings of a sequence."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(d_model, seq_len)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[i, pos] = math.sin(pos / (10000 ** (i / d_model)))
            pe[i + 1, pos] = math.cos(pos / (10000 ** (i / d_model)))
    return pe

# %% wrong="no_parentheses"
"""Python reads `p / 10000 ** i / d` as "p divided by 10000 to the power i, and all that divided by d": powers go first,
then divisions from left to right. The exponent needs parentheses around its fraction, and so may the divisor."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / 10000 ** i / d_model)
            pe[pos, i + 1] = math.cos(pos / 10000 ** i / d_model)
    return pe

# %% wrong="divisor_without_parentheses"
"""Python reads `p / 10000 ** i / d` as "p divided by 10000 to the power i, and all that divided by d": powers go first,
then divisions from left to right. The exponent needs parentheses around its fraction, and so may the divisor."""
def positional_encoding(seq_len, d_model):
    position = torch.arange(seq_len, dtype=torch.float64).unsqueeze(1)
    columns = torch.arange(0, d_model, 2, dtype=torch.float64)
    angles = position / 10000 ** columns / d_model
    pe = torch.zeros(seq_len, d_model)
    pe[:, 0::2] = torch.sin(angles)
    pe[:, 1::2] = torch.cos(angles)
    return pe

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = math.sin(pos / 10000 ** (i / d_model))
            pe[pos, i + 1] = math.cos(pos / 10000 ** (i / d_model))

# %% wrong="column_behind_the_last"
"""Your loop visits every column and writes into the one to its right as well, and the last column has none. Let it run
over the even columns only."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(d_model):
            pe[pos, i] = math.sin(pos / 10000 ** (i / d_model))
            pe[pos, i + 1] = math.cos(pos / 10000 ** (i / d_model))
    return pe

# %% wrong="torch_sine_of_a_number"
"""torch.sin and torch.cos take tensors. For a single Python number there are math.sin and math.cos."""
def positional_encoding(seq_len, d_model):
    pe = torch.zeros(seq_len, d_model)
    for pos in range(seq_len):
        for i in range(0, d_model, 2):
            pe[pos, i] = torch.sin(pos / 10000 ** (i / d_model))
            pe[pos, i + 1] = torch.cos(pos / 10000 ** (i / d_model))
    return pe
