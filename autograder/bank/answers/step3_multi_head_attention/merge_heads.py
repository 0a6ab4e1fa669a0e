# %% right="by_matrices"
"""Each head through a matrix of zeros and ones that moves it to its channels, and the sum."""
def merge_heads(x):
    B, H, T, D = x.shape
    places = torch.eye(H * D, dtype=x.dtype).reshape(H, D, H * D)
    return (x @ places).sum(dim=1)

# %% right="channels_in_front"
"""Channels moved in front, heads and channels joined there, and moved back."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.movedim(2, 3).reshape(B, H * D, T).mT

# %% right="contiguous_view"
"""A contiguous copy first, then view, as nanoGPT does."""
def merge_heads(x):
    batch, n_heads, seq_len, d_head = x.size()
    return x.transpose(1, 2).contiguous().view(batch, seq_len, n_heads * d_head)

# %% right="einsum"
"""Index notation for the exchange, -1 for the product."""
def merge_heads(x):
    rows = torch.einsum("bhtd->bthd", x)
    return rows.reshape(rows.shape[0], rows.shape[1], -1)

# %% right="flatten"
"""The last two dimensions flattened."""
def merge_heads(x):
    return x.permute(0, 2, 1, 3).flatten(2)

# %% right="heads_concatenated"
"""The heads taken apart and joined along the channels."""
def merge_heads(x):
    return torch.cat(x.unbind(dim=1), dim=-1)

# %% right="loop"
"""A loop over the heads that appends to the right."""
def merge_heads(x):
    result = x[:, 0]
    for h in range(1, x.shape[1]):
        result = torch.cat((result, x[:, h]), dim=2)
    return result

# %% right="numpy_names"
"""swapaxes and hstack, text by text: a (T, D) table beside another."""
def merge_heads(x):
    return torch.stack([torch.hstack(list(text)) for text in x])

# %% right="positions_stacked"
"""Token by token."""
def merge_heads(x):
    return torch.stack([x[:, :, t].flatten(1) for t in range(x.shape[2])], dim=1)

# %% right="transpose_reshape"
"""One transpose, one reshape."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(1, 2).reshape(B, T, H * D)

# %% right="written_into_place"
"""An empty tensor, filled head by head."""
def merge_heads(x):
    B, H, T, D = x.shape
    out = torch.empty(B, T, H * D, dtype=x.dtype, device=x.device)
    for h in range(H):
        out[:, :, h * D : (h + 1) * D] = x[:, h]
    return out

# %% wrong="axes_misread"
"""You take the dimensions for (B, T, H, D). After the split the heads stand second and the tokens third, and so they arrive here."""
def merge_heads(x):
    B, T, H, D = x.shape
    return x.reshape(B, T, H * D)

# %% wrong="axes_misread_transposed"
"""You take the dimensions for (B, T, H, D). After the split the heads stand second and the tokens third, and so they arrive here."""
def merge_heads(x):
    B, T, H, D = x.shape
    return x.transpose(1, 2).reshape(B, T, H * D)

# %% wrong="bare_reshape"
"""You reshape without moving the dimension of the heads back. The shape is right, but a row of the result then holds several tokens of one head, where it should hold one token of all the heads."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.reshape(B, T, H * D)

# %% wrong="batch_flattened"
"""You join too much: the tokens of the text are gone as an dimension. The result has three, (B, T, H·D)."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(1, 2).reshape(B * T, H * D)

# %% wrong="batch_of_one"
"""You handle the first text of the batch only. The dimension of the batch stays, with all its texts."""
def merge_heads(x):
    return x[0].transpose(0, 1).flatten(1).unsqueeze(0)

# %% wrong="contiguous_without_transpose"
"""You reshape without moving the dimension of the heads back. The shape is right, but a row of the result then holds several tokens of one head, where it should hold one token of all the heads."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.contiguous().view(B, T, H * D)

# %% wrong="detached"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). Nothing in front of it could ever learn."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.data.transpose(1, 2).reshape(B, T, H * D)

# %% wrong="eight_heads_at_most"
"""You merge a fixed number of heads at most; the later ones are lost."""
def merge_heads(x):
    return torch.cat([x[:, h] for h in range(min(x.shape[1], 8))], dim=2)

# %% wrong="first_head_repeated"
"""Every head of your result holds the same numbers, an average or a copy. Lay the heads side by side as they are."""
def merge_heads(x):
    return torch.cat([x[:, 0]] * x.shape[1], dim=-1)

# %% wrong="fixed_number_of_heads"
"""You count on a certain number of heads or channels. Both can be read from the shape of x."""
def merge_heads(x):
    H = 3
    return torch.cat([x[:, h] for h in range(H)], dim=-1)

# %% wrong="heads_backwards"
"""Your heads come out in reverse order. Head 0 holds the first channels."""
def merge_heads(x):
    result = x[:, 0]
    for h in range(1, x.shape[1]):
        result = torch.cat([x[:, h], result], dim=-1)
    return result

# %% wrong="in_place"
"""You exchange the dimensions of the caller's own tensor: a method whose name ends in an underscore changes what it is called on. The caller still needs it as it was."""
def merge_heads(x):
    return x.transpose_(1, 2).flatten(2)

# %% wrong="in_place_resized"
"""You exchange the dimensions of the caller's own tensor: a method whose name ends in an underscore changes what it is called on. The caller still needs it as it was."""
def merge_heads(x):
    B, H, T, D = x.shape
    x.swapaxes_(1, 2)
    return x.reshape(B, T, H * D)

# %% wrong="interleaved"
"""You shuffle the heads together like cards: channel 0 of every head, then channel 1 of every head. Each head should stay one block of neighbouring channels, as it was before the split."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.permute(0, 2, 3, 1).reshape(B, T, H * D)

# %% wrong="joined_along_batch"
"""You fold the heads into the batch. They belong side by side, along the channels."""
def merge_heads(x):
    return x.flatten(0, 1)

# %% wrong="joined_along_positions"
"""You lay the heads end to end along the tokens, so the text gets H times longer. They belong side by side, along the channels."""
def merge_heads(x):
    return torch.cat(x.unbind(dim=1), dim=1)

# %% wrong="last_axes_transposed"
"""You exchanged tokens and channels where the heads and the tokens should change places. The shape is right and the numbers are mixed."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(2, 3).reshape(B, T, H * D)

# %% wrong="last_head_only"
"""You return a single head. All of them are needed, side by side."""
def merge_heads(x):
    for h in range(x.shape[1]):
        result = x[:, h]
    return result

# %% wrong="list_of_positions"
"""You return a list or a tuple of parts. One tensor of shape (B, T, H·D) is asked for."""
def merge_heads(x):
    return [torch.cat(list(text), dim=-1) for text in x]

# %% wrong="mean"
"""You average the heads. They found different things, and the average blurs these: lay the heads side by side and keep every number."""
def merge_heads(x):
    return x.mean(dim=1)

# %% wrong="mean_repeated"
"""Every head of your result holds the same numbers, an average or a copy. Lay the heads side by side as they are."""
def merge_heads(x):
    return x.mean(dim=1).repeat(1, 1, x.shape[1])

# %% wrong="not_joined"
"""Your heads and channels are still two dimensions. Joining them into one of H·D channels is missing."""
def merge_heads(x):
    return x.transpose(1, 2)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back. The merged tensor must be returned."""
def merge_heads(x):
    B, H, T, D = x.shape
    x = x.transpose(1, 2).reshape(B, T, H * D)

# %% wrong="one_head_only"
"""You return a single head. All of them are needed, side by side."""
def merge_heads(x):
    return x[:, 0]

# %% wrong="positions_first"
"""The tokens come first in your result. The batch stays in front, everywhere in this course."""
def merge_heads(x):
    return x.permute(2, 0, 1, 3).flatten(2)

# %% wrong="positions_flattened"
"""You join too much: the tokens of the text are gone as an dimension. The result has three, (B, T, H·D)."""
def merge_heads(x):
    return x.transpose(1, 2).flatten(1)

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way, so one text or one token comes back with fewer dimensions. The result always has three."""
def merge_heads(x):
    return torch.cat([head.squeeze() for head in x.unbind(1)], dim=-1)

# %% wrong="squeezed_at_the_end"
"""Dimensions of size 1 get lost on the way, so one text or one token comes back with fewer dimensions. The result always has three."""
def merge_heads(x):
    return x.transpose(1, 2).flatten(2).squeeze()

# %% wrong="stacked_on_the_last_axis"
"""You shuffle the heads together like cards: channel 0 of every head, then channel 1 of every head. Each head should stay one block of neighbouring channels, as it was before the split."""
def merge_heads(x):
    return torch.stack(x.unbind(1), dim=-1).flatten(2)

# %% wrong="sum"
"""You add the heads up. They found different things, and the sum cannot be taken apart again: lay the heads side by side and keep every number."""
def merge_heads(x):
    return x.sum(dim=1)

# %% wrong="through_numpy"
"""No gradient flows back through your result: somewhere it leaves the computation graph (a detach, NumPy, a new tensor made of the old one's numbers). Nothing in front of it could ever learn."""
def merge_heads(x):
    a = x.detach().numpy()
    return torch.from_numpy(np.concatenate([a[:, h] for h in range(a.shape[1])], axis=-1))

# %% wrong="transpose_thrown_away"
"""You reshape without moving the dimension of the heads back. The shape is right, but a row of the result then holds several tokens of one head, where it should hold one token of all the heads."""
def merge_heads(x):
    B, H, T, D = x.shape
    x.transpose(1, 2)
    return x.reshape(B, T, -1)

# %% wrong="tuple_of_heads"
"""You return a list or a tuple of parts. One tensor of shape (B, T, H·D) is asked for."""
def merge_heads(x):
    return x.unbind(dim=1)

# %% wrong="view_after_transpose"
"""PyTorch refuses: after a transpose the numbers no longer lie in memory in the order of the dimensions, and `view` needs them so. There is a call that copies where it must, or one that puts the memory in order first."""
def merge_heads(x):
    B, H, T, D = x.shape
    return x.transpose(1, 2).view(B, T, H * D)
