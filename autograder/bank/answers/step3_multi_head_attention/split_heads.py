# %% right="channels_first"
"""Channels moved in front, cut there, and moved back."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    by_channel = x.transpose(1, 2).reshape(B, n_heads, C // n_heads, T)
    return by_channel.transpose(2, 3)

# %% right="chunks_stacked"
"""The channels cut into chunks, the chunks stacked along a new dimension."""
def split_heads(x, n_heads):
    if x.size(-1) % n_heads > 0:
        raise ValueError("not divisible")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=1)

# %% right="loop_over_heads"
"""Each head copied into its place."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    D, rest = divmod(C, n_heads)
    if rest:
        raise ValueError(f"{C} / {n_heads} leaves {rest}")
    out = x.new_zeros(B, n_heads, T, D)
    for h in range(n_heads):
        out[:, h] = x[:, :, h * D : (h + 1) * D]
    return out

# %% right="numbered_channels"
"""A table of channel numbers, one row for each head, used as an index."""
def split_heads(x, n_heads):
    C = x.shape[2]
    if C % n_heads != 0:
        raise ValueError("d_model % n_heads must be 0")
    numbers = torch.arange(C).reshape(n_heads, C // n_heads)
    return x[:, :, numbers].swapaxes(1, 2)

# %% right="own_error_class"
"""An error class of its own, a kind of ValueError; einsum for the exchange of dimensions."""
class HeadsDoNotFit(ValueError):
    pass


def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise HeadsDoNotFit(C, n_heads)
    return torch.einsum("bthd->bhtd", x.reshape(B, T, n_heads, C // n_heads))

# %% right="reshape_permute_contiguous"
"""reshape and permute, and a contiguous copy at the end."""
def split_heads(x, n_heads):
    batch, seq_len, d_model = x.size()
    if d_model % n_heads:
        raise ValueError("d_model must be a multiple of n_heads")
    x = x.reshape(batch, seq_len, n_heads, -1)
    return x.permute(0, 2, 1, 3).contiguous()

# %% right="slices_concatenated"
"""Slices with a dimension of the heads of length 1, joined along it."""
def split_heads(x, n_heads):
    d_head = x.shape[-1] / n_heads
    if d_head != int(d_head):
        raise ValueError(f"a head cannot have {d_head} channels")
    d_head = int(d_head)
    heads = [x[..., start : start + d_head].unsqueeze(1) for start in range(0, x.shape[-1], d_head)]
    return torch.cat(heads, dim=1)

# %% right="texts_one_by_one"
"""One text of the batch at a time."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C does not divide")
    d_head = x.shape[-1] // n_heads
    return torch.stack([torch.stack(text.split(d_head, dim=1)) for text in x])

# %% right="unflatten"
"""The last dimension unflattened, the new dimension moved."""
def split_heads(x, n_heads):
    if (x.shape[-1] // n_heads) * n_heads != x.shape[-1]:
        raise ValueError("the heads do not share the channels evenly")
    return torch.movedim(x.unflatten(-1, (n_heads, -1)), -2, 1)

# %% right="unfold"
"""Windows that do not overlap, by unfold."""
def split_heads(x, n_heads):
    if x.shape[2] % n_heads != 0:
        raise ValueError("C does not divide")
    width = x.shape[2] // n_heads
    return x.unfold(2, width, width).permute(0, 2, 1, 3)

# %% right="view_transpose"
"""A view with the two new dimensions, then one transpose."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError(f"{C} channels cannot be divided among {n_heads} heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="assertion"
"""You test the sizes with an assertion. The contract names ValueError, and assertions disappear when Python runs with -O."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    assert C % n_heads == 0, "C must be a multiple of n_heads"
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="axes_misread"
"""You divide the tokens among the heads. Every head sees every token; what is divided are the channels, the last dimension."""
def split_heads(x, n_heads):
    B, C, T = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, n_heads, C // n_heads, T)

# %% wrong="bare_exception"
"""You raise an error, but of another class than ValueError. A caller who expects a ValueError would not catch it."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise Exception("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="bare_reshape"
"""You reshape straight to (B, H, T, D). The shape is right, but the numbers are only dealt out again in memory order, so a head gets channels of some tokens and none of others. The channels have to be split first, and the dimension of the heads moved afterwards."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(x.shape[0], n_heads, -1, x.shape[-1] // n_heads)

# %% wrong="bare_view"
"""You reshape straight to (B, H, T, D). The shape is right, but the numbers are only dealt out again in memory order, so a head gets channels of some tokens and none of others. The channels have to be split first, and the dimension of the heads moved afterwards."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, n_heads, T, C // n_heads)

# %% wrong="batch_exchanged"
"""You exchanged the heads with the batch. They change places with the tokens; the batch stays in front."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(0, 2)

# %% wrong="batch_of_one"
"""You handle the first text of the batch only. The dimension of the batch stays, with all its texts."""
def split_heads(x, n_heads):
    x = x[0]
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(x.shape[0], n_heads, -1).transpose(0, 1).unsqueeze(0)

# %% wrong="channels_before_positions"
"""Your heads are in place, but behind them the channels come before the tokens. The last two dimensions should be (T, D)."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).permute(0, 2, 3, 1)

# %% wrong="channels_dropped"
"""When the channels do not divide evenly, you silently leave the last ones out. The model would lose part of every token without a word: raise ValueError."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    return torch.stack([x[..., h * D : (h + 1) * D] for h in range(n_heads)], dim=1)

# %% wrong="channels_padded"
"""When the channels do not divide evenly, you make up new ones. A caller who chose such sizes made a mistake and should hear of it: raise ValueError."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    D = math.ceil(C / n_heads)
    x = F.pad(x, (0, D * n_heads - C))
    return x.view(B, T, n_heads, D).transpose(1, 2)

# %% wrong="copies_of_everything"
"""You give all C channels to every head. The heads share the channels, C/H each; that is why many heads cost no more than one."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.unsqueeze(1).repeat(1, n_heads, 1, 1)

# %% wrong="error_printed"
"""You notice that the channels do not divide, but you only print or return something. An error must be raised, or the program goes on as if nothing had happened."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        print("ValueError: C must be a multiple of n_heads")
        return None
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="error_returned"
"""You notice that the channels do not divide, but you only print or return something. An error must be raised, or the program goes on as if nothing had happened."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        return ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="first_head_repeated"
"""Every head of your result holds the same channels. Head h should hold its own block of them."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., :D]] * n_heads, dim=1)

# %% wrong="float_width"
"""You probably divide with `/`, which gives a float such as 4.0. A size must be an integer; there is an operator for whole division."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C / n_heads).transpose(1, 2)

# %% wrong="guard_inverted"
"""Your function raises ValueError although the channels divide evenly. Look at the condition: which remainder, of what divided by what, means that it does not work out?"""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads == 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="guard_too_many_heads_only"
"""When the channels do not divide evenly, PyTorch stops with an error about shapes that its reader has to decipher. Test for it yourself, first, and raise ValueError."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if n_heads > C:
        raise ValueError("more heads than channels")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="guard_turned_round"
"""Your function raises ValueError although the channels divide evenly. Look at the condition: which remainder, of what divided by what, means that it does not work out?"""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if n_heads % C != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="heads_and_width_exchanged"
"""You make C/H heads of `n_heads` channels each. It is the other way round: `n_heads` heads of C/H channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, T, C // n_heads, n_heads).transpose(1, 2)

# %% wrong="heads_first"
"""The dimension of the heads comes first in your result. The batch stays in front, the heads come second."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.chunk(n_heads, dim=-1))

# %% wrong="heads_first_permute"
"""The dimension of the heads comes first in your result. The batch stays in front, the heads come second."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).permute(2, 0, 1, 3)

# %% wrong="heads_in_the_batch"
"""You fold the heads into the batch, so one dimension is missing. The result has four: batch, heads, tokens, channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    heads = x.view(B, T, n_heads, C // n_heads).transpose(1, 2)
    return heads.reshape(B * n_heads, T, C // n_heads)

# %% wrong="heads_last"
"""The dimension of the heads comes last in your result. It belongs second, right after the batch."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=-1)

# %% wrong="interleaved"
"""You deal the channels out like cards: head 0 gets channels 0, H, 2H, … Each head should get one block of neighbouring channels, head 0 the first C/H of them."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, T, C // n_heads, n_heads).permute(0, 3, 1, 2)

# %% wrong="list_of_heads"
"""You return the heads one by one, in a list or a tuple. One tensor with a dimension of the heads is asked for: with it all the heads are computed in one product."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return [x[..., i : i + x.shape[-1] // n_heads] for i in range(0, x.shape[-1], x.shape[-1] // n_heads)]

# %% wrong="no_guard"
"""When the channels do not divide evenly, PyTorch stops with an error about shapes that its reader has to decipher. Test for it yourself, first, and raise ValueError."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="not_transposed"
"""Your channels are split as they should be, but the heads still stand behind the tokens. The dimension of the heads belongs right after the batch, so that the last two dimensions are tokens and channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back. The split tensor must be returned."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    x = x.view(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="one_head_only"
"""You return a single head. All of them are asked for, along an dimension of their own."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    for h in range(n_heads):
        return x[..., h * D : (h + 1) * D]

# %% wrong="overlapping"
"""Your heads overlap: head 1 begins at channel 1, in the middle of head 0. Each head begins where the one before it ends."""
def split_heads(x, n_heads):
    D = x.shape[-1] // n_heads
    if D * n_heads != x.shape[-1]:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., h : h + D] for h in range(n_heads)], dim=1)

# %% wrong="positions_divided"
"""You divide the tokens among the heads. Every head sees every token; what is divided are the channels, the last dimension."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.reshape(B, n_heads, T // n_heads, C)

# %% wrong="rebuilt"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). The layer in front could never learn."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    D = C // n_heads
    return torch.tensor([[row[:, h * D : (h + 1) * D].tolist() for h in range(n_heads)] for row in x])

# %% wrong="resized_in_place"
"""You give the caller's own tensor another shape. The caller still needs it as it was: make a new view of it."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.resize_(B, T, n_heads, C // n_heads).transpose(1, 2)

# %% wrong="split_into_pieces_of_n_heads"
"""You make C/H heads of `n_heads` channels each. It is the other way round: `n_heads` heads of C/H channels."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.split(n_heads, dim=-1), dim=1)

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way, so one text, one token, one head or one channel comes back with fewer dimensions. The result always has four."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.view(B, T, n_heads, C // n_heads).transpose(1, 2).squeeze()

# %% wrong="stacked_on_axis_two"
"""Your channels are split as they should be, but the heads still stand behind the tokens. The dimension of the heads belongs right after the batch, so that the last two dimensions are tokens and channels."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack(x.chunk(n_heads, dim=-1), dim=2)

# %% wrong="strided_slices"
"""You deal the channels out like cards: head 0 gets channels 0, H, 2H, … Each head should get one block of neighbouring channels, head 0 the first C/H of them."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return torch.stack([x[..., h::n_heads] for h in range(n_heads)], dim=1)

# %% wrong="through_numpy"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). The layer in front could never learn."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    a = x.detach().numpy().reshape(B, T, n_heads, C // n_heads)
    return torch.from_numpy(a.swapaxes(1, 2).copy())

# %% wrong="transpose_thrown_away"
"""Your channels are split as they should be, but the heads still stand behind the tokens. The dimension of the heads belongs right after the batch, so that the last two dimensions are tokens and channels."""
def split_heads(x, n_heads):
    B, T, C = x.shape
    if C % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    x = x.reshape(B, T, n_heads, C // n_heads)
    x.transpose(1, 2)
    return x

# %% wrong="tuple_of_heads"
"""You return the heads one by one, in a list or a tuple. One tensor with a dimension of the heads is asked for: with it all the heads are computed in one product."""
def split_heads(x, n_heads):
    if x.shape[-1] % n_heads != 0:
        raise ValueError("C must be a multiple of n_heads")
    return x.chunk(n_heads, dim=-1)

# %% wrong="uneven_chunks"
"""When the channels do not divide evenly, PyTorch stops with an error about shapes that its reader has to decipher. Test for it yourself, first, and raise ValueError."""
def split_heads(x, n_heads):
    return torch.stack(x.chunk(n_heads, dim=-1), dim=1)
