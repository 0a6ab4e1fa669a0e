# %% right="base_class"
"""A base class builds the layers, and a Linear of its own with GPT-2's initialisation; the constructor passes keywords on."""
class SmallLinear(nn.Linear):
    def reset_parameters(self):
        nn.init.normal_(self.weight, std=0.02)
        nn.init.zeros_(self.bias)


class Projections(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.proj, self.qkv = SmallLinear(width, width), SmallLinear(width, 3 * width)
        self.n_heads = heads


class MultiHeadAttention(Projections):
    def __init__(self, d_model, n_heads, dropout=0.0, **options):
        if d_model // n_heads * n_heads != d_model:
            raise ValueError("d_model must be a multiple of n_heads")
        super().__init__(d_model, n_heads)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        parts = self.qkv(x).split(x.shape[-1], dim=-1)
        q, k, v = map(lambda part: split_heads(part, self.n_heads), parts)
        return self.dropout(self.proj(merge_heads(attention(q, k, v, causal_mask(x.shape[1]))[0])))

# %% right="calls_attention"
"""attention does the work; dropout on the output."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% right="chunks_of_queries"
"""Three queries at a time, to save memory."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        mask, pieces = causal_mask(x.shape[1]), []
        for start in range(0, x.shape[1], 3):
            rows = slice(start, start + 3)
            _, weights = attention(q[:, :, rows], k, v, mask[rows])
            pieces.append(self.dropout(weights) @ v)
        return self.proj(merge_heads(torch.cat(pieces, dim=2)))

# %% right="dropout_by_hand"
"""Dropout written out, in a class of its own, on the weights."""
class Drop(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, w):
        if not self.training or self.p == 0:
            return w
        keep = 1 - self.p
        return w * (torch.rand_like(w) < keep) / keep


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.drop = Drop(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return self.proj(merge_heads(self.drop(softmax(scores, dim=-1)) @ v))

# %% right="einsum"
"""Index notation from the tokens to the projection; the heads never move."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.reshape(B, T, self.n_heads, -1) for part in self.qkv(x).chunk(3, -1))
        scores = torch.einsum("bthd,bshd->bhts", q, k) / np.sqrt(q.shape[-1])
        positions = torch.arange(T)
        scores = torch.where(positions[:, None] >= positions, scores, torch.finfo(scores.dtype).min)
        weights = self.dropout(softmax(scores))
        out = torch.einsum("bhts,bshd->bthd", weights, v)
        return torch.einsum("bthd,chd->btc", out, self.proj.weight.view(C, self.n_heads, -1)) + self.proj.bias

# %% right="growing_buffer"
"""A buffer holds the mask and grows when a longer text comes; another buffer keeps the last weights for plots."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.register_buffer("mask", causal_mask(4))
        self.register_buffer("last_weights", torch.zeros(0))
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.attn_dropout = nn.Dropout(dropout)
        self.resid_dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[1]
        if T > self.mask.shape[0]:
            self.mask = causal_mask(2 * T).to(x.device)
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~self.mask[:T, :T], float("-inf"))
        weights = self.attn_dropout(softmax(scores, dim=-1))
        self.last_weights = weights.detach()
        return self.resid_dropout(self.proj(merge_heads(weights @ v)))

# %% right="heads_in_the_batch"
"""The heads folded into the batch, for torch.bmm; an additive mask."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def fold(self, part):
        B, T, C = part.shape
        return part.reshape(B, T, self.n_heads, -1).transpose(1, 2).reshape(B * self.n_heads, T, -1)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (self.fold(part) for part in self.qkv(x).chunk(3, dim=-1))
        future = torch.full((T, T), float("-inf")).triu(diagonal=1)
        weights = torch.baddbmm(future.expand(len(q), T, T), q, k.mT, alpha=1 / math.sqrt(q.shape[-1])).softmax(-1)
        out = torch.bmm(self.dropout(weights), v)
        return self.proj(out.reshape(B, self.n_heads, T, -1).transpose(1, 2).reshape(B, T, C))

# %% right="helper_head"
"""A helper function for one head, with slices of the fused weight; the projection summed over the heads, so nothing is merged."""
def one_head(x, weight, bias, h, d_head):
    C = x.shape[-1]
    rows = [slice(part * C + h * d_head, part * C + (h + 1) * d_head) for part in range(3)]
    q, k, v = (x @ weight[r].T + bias[r] for r in rows)
    scores = (q @ k.mT) * d_head ** -0.5
    future = torch.ones(x.shape[1], x.shape[1]).triu(1) == 1
    return scores.masked_fill(future, -1e9).softmax(dim=-1) @ v


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads > 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.drop = nn.Dropout(p=dropout)

    def forward(self, x):
        D = x.shape[-1] // self.n_heads
        total = self.proj.bias
        for h in range(self.n_heads):
            y = one_head(x, self.qkv.weight, self.qkv.bias, h, D)
            total = total + y @ self.proj.weight[:, h * D : (h + 1) * D].T
        return self.drop(total)

# %% right="library"
"""F.scaled_dot_product_attention, its dropout in training mode only, as nanoGPT does; dropout on the output too."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError(f"{d_model} % {n_heads} != 0")
        self.n_heads, self.d_model, self.p = n_heads, d_model, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=True)
        self.proj = nn.Linear(d_model, d_model, bias=True)
        self.resid_dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = self.qkv(x).split(self.d_model, dim=2)
        q = q.view(B, T, self.n_heads, C // self.n_heads).transpose(1, 2)
        k = k.view(B, T, self.n_heads, C // self.n_heads).transpose(1, 2)
        v = v.view(B, T, self.n_heads, C // self.n_heads).transpose(1, 2)
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=self.p if self.training else 0.0, is_causal=True)
        y = y.transpose(1, 2).contiguous().view(B, T, C)
        return self.resid_dropout(self.proj(y))

# %% right="library_functional"
"""The function behind nn.MultiheadAttention, with the layer's own weights; sequence first on the inside."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("the heads do not fit")
        self.n_heads, self.dropout = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        B, T, C = x.shape
        y = x.transpose(0, 1)
        out, _ = F.multi_head_attention_forward(
            y, y, y, C, self.n_heads, self.qkv.weight, self.qkv.bias, None, None, False, self.dropout,
            self.proj.weight, self.proj.bias, training=self.training, need_weights=False,
            attn_mask=torch.triu(torch.ones(T, T, dtype=torch.bool), diagonal=1))
        return out.transpose(0, 1)

# %% right="loop_over_heads"
"""One head after the other, each on its slices of the channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.d_head = n_heads, d_model // n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        mask = causal_mask(x.shape[1])
        outputs = []
        for h in range(self.n_heads):
            part = slice(h * self.d_head, (h + 1) * self.d_head)
            output, _ = attention(q[..., part], k[..., part], v[..., part], mask)
            outputs.append(output)
        return self.dropout(self.proj(torch.cat(outputs, dim=-1)))

# %% right="loop_over_positions"
"""Each token looks at the slice that ends with itself, so no mask is needed; double precision inside."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads).double() for part in self.qkv(x).chunk(3, dim=-1))
        steps = []
        for t in range(x.shape[1]):
            scores = (q[:, :, t : t + 1] * k[:, :, : t + 1]).sum(-1) / math.sqrt(q.shape[-1])
            weights = torch.exp(scores - scores.logsumexp(-1, keepdim=True))
            weights = self.dropout(weights).unsqueeze(-1)
            steps.append((weights * v[:, :, : t + 1]).sum(dim=2))
        return self.proj(torch.stack(steps, dim=1).flatten(2).to(x.dtype))

# %% right="one_reshape_for_three"
"""Three, heads and channels as dimensions of one view, and one permutation."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        qkv = self.qkv(x).view(B, T, 3, self.n_heads, C // self.n_heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        w = (q * (C // self.n_heads) ** -0.5) @ k.transpose(-2, -1)
        w = w.masked_fill(torch.tril(torch.ones(T, T)) == 0, float("-inf"))
        w = self.dropout(F.softmax(w, dim=-1))
        return self.proj((w @ v).transpose(1, 2).reshape(B, T, C))

# %% right="parts_of_this_course"
"""split_heads, softmax and merge_heads, with dropout on the weights."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q, k, v = split_heads(q, self.n_heads), split_heads(k, self.n_heads), split_heads(v, self.n_heads)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% right="unflatten_flatten"
"""einops without einops: unflatten, movedim, flatten."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        qkv = self.qkv(x).unflatten(-1, (3, self.n_heads, -1))
        q, k, v = qkv.movedim((2, 3), (0, 2))
        _, weights = attention(q, k, v, causal_mask(x.shape[-2])[None, None])
        return self.proj((self.dropout(weights) @ v).movedim(1, 2).flatten(-2))

# %% right="weight_slices"
"""Separate q, k and v, from slices of the fused weight and bias."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.proj = nn.Linear(d_model, d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.dropout = dropout

    def forward(self, x):
        C = x.shape[-1]
        weight, bias = self.qkv.weight, self.qkv.bias
        q = F.linear(x, weight[:C], bias[:C])
        k = F.linear(x, weight[C : 2 * C], bias[C : 2 * C])
        v = F.linear(x, weight[2 * C :], bias[2 * C :])
        q, k, v = split_heads(q, self.n_heads), split_heads(k, self.n_heads), split_heads(v, self.n_heads)
        out, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return F.dropout(self.proj(merge_heads(out)), p=self.dropout, training=self.training)

# %% wrong="arguments_exchanged"
"""Your constructor raises ValueError although the heads fit. The model's width comes first, the number of heads second, and it is the width that must be a multiple of the number."""
class MultiHeadAttention(nn.Module):
    def __init__(self, n_heads, d_model, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="assertion"
"""You test the sizes with an assertion. The contract names ValueError, and assertions disappear when Python runs with -O."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        assert d_model % n_heads == 0, "d_model must be a multiple of n_heads"
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="attends_among_heads"
"""Your attention runs among the heads of one token: no token sees another one. Attention multiplies the last two dimensions, so these must be tokens and channels, with the heads in front."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.view(B, T, self.n_heads, C // self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.proj(y.reshape(B, T, C))

# %% wrong="attends_among_heads_unmasked"
"""Your attention runs among the heads of one token: no token sees another one. Attention multiplies the last two dimensions, so these must be tokens and channels, with the heads in front."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.view(B, T, self.n_heads, C // self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v)
        return self.proj(y.reshape(B, T, C))

# %% wrong="batch_laid_end_to_end"
"""Your attention runs across the batch, or the batch is laid end to end. Texts of a batch know nothing of each other."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        x = x.reshape(1, B * T, C)
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(B * T))
        return self.proj(merge_heads(self.dropout(y))).reshape(B, T, C)

# %% wrong="batch_of_one"
"""You handle the first text of the batch only. Every text needs its output."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y[:1]))

# %% wrong="bias_ignored"
"""You use the weight of `qkv` but leave out its bias. Both belong to the layer."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(x @ w.T, self.n_heads) for w in self.qkv.weight.chunk(3))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="channels_dropped"
"""You accept a width that does not divide by the number of heads. Such a layer cannot work, or loses channels: raise ValueError as soon as it is asked for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        D = C // self.n_heads
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        out = torch.zeros(B, T, C)
        for h in range(self.n_heads):
            part = slice(h * D, (h + 1) * D)
            out[..., part] = attention(q[..., part], k[..., part], v[..., part], causal_mask(T))[0]
        return self.proj(self.dropout(out))

# %% wrong="detached"
"""Your layer could not learn: no gradient reaches some of its weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        with torch.no_grad():
            q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
            y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="dropout_alive"
"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.p = dropout

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = F.dropout(softmax(scores, dim=-1), self.p)
        return self.proj(merge_heads(weights @ v))

# %% wrong="dropout_argument_missing"
"""Your constructor cannot be called as the contract says: MultiHeadAttention(d_model, n_heads) and MultiHeadAttention(d_model, n_heads, dropout=0.5) must both work."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y))

# %% wrong="dropout_has_no_default"
"""Your constructor cannot be called as the contract says: MultiHeadAttention(d_model, n_heads) and MultiHeadAttention(d_model, n_heads, dropout=0.5) must both work."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="dropout_in_evaluation_only"
"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return F.dropout(self.proj(merge_heads(y)), self.p, training=not self.training)

# %% wrong="dropout_keeps"
"""With dropout=0.0 your layer drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(1 - dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="dropout_made_in_forward"
"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return nn.Dropout(self.p)(self.proj(merge_heads(y)))

# %% wrong="dropout_never"
"""Your layer takes a dropout probability and does not use it: training mode gives the same as evaluation mode."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y))

# %% wrong="dropout_of_its_own"
"""With dropout=0.0 your layer drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout()

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="dropout_on_input"
"""Your dropout does not strike the weights or the output but something else: the input, the scores, or the values. A dropped score of 0 still gets weight from the softmax; a dropped input or value starves the head of single channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.dropout(x)
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y))

# %% wrong="dropout_on_masked_scores"
"""Your dropout does not strike the weights or the output but something else: the input, the scores, or the values. A dropped score of 0 still gets weight from the softmax; a dropped input or value starves the head of single channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = softmax(self.dropout(scores), dim=-1)
        return self.proj(merge_heads(weights @ v))

# %% wrong="dropout_on_scores"
"""Your dropout does not strike the weights or the output but something else: the input, the scores, or the values. A dropped score of 0 still gets weight from the softmax; a dropped input or value starves the head of single channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = self.dropout(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]))
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return self.proj(merge_heads(softmax(scores, dim=-1) @ v))

# %% wrong="dropout_result_thrown_away"
"""Your layer takes a dropout probability and does not use it: training mode gives the same as evaluation mode."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = softmax(scores, dim=-1)
        self.dropout(weights)
        return self.proj(merge_heads(weights @ v))

# %% wrong="first_head_for_all"
"""Your heads share their queries, keys and values, so they all look at the same places and find the same. Each head works with its own C/H channels of q, k and v."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads)[:, :1] for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(torch.cat([y[:, 0]] * self.n_heads, dim=-1))

# %% wrong="guard_inverted"
"""Your constructor raises ValueError although the heads fit. The model's width comes first, the number of heads second, and it is the width that must be a multiple of the number."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads == 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="heads_backwards"
"""You merge the heads in reverse order. The projection expects the channels of head 0 first."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y.flip(1)))

# %% wrong="heads_returned"
"""You return the heads before they are merged and projected. The output has the shape of the input, (B, T, C)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(y)

# %% wrong="input_changed"
"""You change x itself. The caller still needs it as it was: a block adds it to your output."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        for h, head in enumerate(attention(q, k, v, causal_mask(x.shape[1]))[0].unbind(1)):
            x[..., h * head.shape[-1] : (h + 1) * head.shape[-1]] = head
        return self.proj(x)

# %% wrong="interleaved_heads"
"""You deal the channels out to the heads like cards. Each head owns one block of neighbouring channels; otherwise weights that were trained elsewhere land in the wrong heads."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        D = C // self.n_heads
        q, k, v = (part.reshape(B, T, D, self.n_heads).permute(0, 3, 1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(T))
        return self.proj(y.permute(0, 2, 3, 1).reshape(B, T, C))

# %% wrong="interleaved_merge"
"""You split the heads in blocks but merge them like shuffled cards. Each head's channels must stay together, in the order of the heads."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(T))
        return self.proj(y.permute(0, 2, 3, 1).reshape(B, T, C))

# %% wrong="keys_and_values_of_the_first_head"
"""All your heads use the keys and values of the first one. Some models save memory that way (multi-query attention), but here each head has its own."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k[:, :1], v[:, :1], causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="keys_for_values"
"""You mix the keys and leave the values out. Keys say where to look, values what is found there."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, k, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="last_head_for_all"
"""Your heads share their queries, keys and values, so they all look at the same places and find the same. Each head works with its own C/H channels of q, k and v."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        for h in range(self.n_heads):
            y, _ = attention(q[:, h], k[:, h], v[:, h], causal_mask(x.shape[1]))
        return self.proj(torch.cat([y] * self.n_heads, dim=-1))

# %% wrong="last_position_only"
"""You return the last token only. Each token makes a prediction, so each needs its output."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))[:, -1]

# %% wrong="library_dropout_alive"
"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=self.p, is_causal=True)
        return self.proj(merge_heads(y))

# %% wrong="library_layer"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.attention = nn.MultiheadAttention(d_model, n_heads, dropout=dropout, batch_first=True)

    def forward(self, x):
        return self.attention(x, x, x, attn_mask=~causal_mask(x.shape[1]), need_weights=False)[0]

# %% wrong="library_mask_inverted"
"""You hide what the mask allows and show what it forbids: only the future is seen. True means that a query may look at a key."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        mask = torch.triu(torch.ones(x.shape[1], x.shape[1], dtype=torch.bool), diagonal=1)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return self.proj(merge_heads(y))

# %% wrong="library_not_causal"
"""Your tokens see the future. Without the causal mask each one can copy the token that it has to predict."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v)
        return self.proj(merge_heads(y))

# %% wrong="list_of_single_heads"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class Head(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.heads = nn.ModuleList([Head(d_model, d_model // n_heads) for _ in range(n_heads)])
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        return self.proj(torch.cat([head(x) for head in self.heads], dim=-1))

# %% wrong="mask_after_softmax"
"""You mask after the softmax. Future tokens have taken their share by then: the rest no longer sums to 1, and depends on what should be hidden."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        weights = softmax(scores, dim=-1).masked_fill(~causal_mask(x.shape[1]), 0.0)
        return self.proj(merge_heads(self.dropout(weights) @ v))

# %% wrong="mask_cut_from_model_width"
"""Your mask has the size of one particular text or one longest text. Texts of any length may come, in any order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("mask", causal_mask(d_model))

    def forward(self, x):
        T = x.shape[1]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, self.mask[:T, :T])
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="mask_for_the_batch"
"""Your mask has a dimension of the batch but no dimension of the heads, so its first dimension meets the heads. It works only when there happen to be as many heads as texts, or one of either: a plain (T, T) mask fits every head of every text, or put an dimension of 1 where the heads are."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        mask = causal_mask(T).repeat(B, 1, 1)
        scores = scores.masked_fill(~mask, float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_in_the_first_head_only"
"""Your mask reaches the first head only, so the other heads see the future. It must be broadcast over the batch and over all heads."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        hidden = torch.zeros(scores.shape, dtype=torch.bool)
        hidden[:, 0] = ~causal_mask(x.shape[1])
        weights = self.dropout(softmax(scores.masked_fill(hidden, float("-inf")), dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_inverted"
"""You hide what the mask allows and show what it forbids: only the future is seen. True means that a query may look at a key."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(causal_mask(x.shape[1]), -1e9)
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_kept_from_first_call"
"""Your mask has the size of one particular text or one longest text. Texts of any length may come, in any order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.mask = None

    def forward(self, x):
        if self.mask is None:
            self.mask = causal_mask(x.shape[1])
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, self.mask)
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="mask_of_256"
"""Your mask has the size of one particular text or one longest text. Texts of any length may come, in any order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("bias", torch.tril(torch.ones(256, 256)).view(1, 1, 256, 256))

    def forward(self, x):
        T = x.shape[1]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(self.bias[:, :, :T, :T] == 0, float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_sliced_from_first_call"
"""Your mask has the size of one particular text or one longest text. Texts of any length may come, in any order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[1]
        if not hasattr(self, "mask"):
            self.register_buffer("mask", causal_mask(T))
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, self.mask[:T, :T])
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="mask_thrown_away"
"""Your tokens see the future. Without the causal mask each one can copy the token that it has to predict."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_with_tiny"
"""You hide the future behind a score of about 0. That is an ordinary score, e⁰ = 1, so the future keeps its weight."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), -1e-9)
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_with_zero"
"""You hide the future behind a score of about 0. That is an ordinary score, e⁰ = 1, so the future keeps its weight."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = torch.tril(scores)
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="mask_without_the_head_axis"
"""Your mask has a dimension of the batch but no dimension of the heads, so its first dimension meets the heads. It works only when there happen to be as many heads as texts, or one of either: a plain (T, T) mask fits every head of every text, or put an dimension of 1 where the heads are."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        mask = causal_mask(T).unsqueeze(0).expand(B, T, T)
        y, _ = attention(q, k, v, mask)
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="mean_of_weights"
"""You average the attention weights over the heads, so all of them look at the same places. The whole point of several heads is that each looks where it wants."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = softmax(scores, dim=-1).mean(dim=1, keepdim=True)
        return self.proj(merge_heads(self.dropout(weights) @ v))

# %% wrong="mean_over_heads"
"""You average the heads' outputs. They found different things, and the average blurs these: lay the heads side by side, that is what the merge is for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        y = (weights @ v).mean(dim=1, keepdim=True).expand_as(q)
        return self.proj(merge_heads(y))

# %% wrong="memory_between_calls"
"""Your layer answers a later call with what it found in an earlier one. Each call stands alone."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.outputs = []

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        self.outputs.append(self.proj(merge_heads(self.dropout(y))))
        return self.outputs[0]

# %% wrong="merge_without_transpose"
"""You split the heads properly but merge them by a bare reshape. A row of the result then holds several tokens of one head: move the dimension of the heads back before you join."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj((weights @ v).reshape(B, T, C))

# %% wrong="n_heads_not_kept"
"""Your layer has no attribute `n_heads`. Later lessons read it there."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.h = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.h) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="names_of_gpt2"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.c_attn = nn.Linear(d_model, 3 * d_model)
        self.c_proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.c_attn(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.c_proj(merge_heads(self.dropout(y)))

# %% wrong="no_biases"
"""Your layers have no bias, or only one of them has. In GPT-2, and here, both `qkv` and `proj` have one."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.proj = nn.Linear(d_model, d_model, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="no_guard"
"""You accept a width that does not divide by the number of heads. Such a layer cannot work, or loses channels: raise ValueError as soon as it is asked for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.n_heads, self.d_head = n_heads, d_model // n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.view(B, T, self.n_heads, self.d_head).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(T))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="no_mask"
"""Your tokens see the future. Without the causal mask each one can copy the token that it has to predict."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v)
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="no_projection_layer"
"""Your layer has no `proj`. After the merge each channel still belongs to one head: the projection is where the heads' findings are mixed."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return merge_heads(weights @ v)

# %% wrong="no_scale"
"""Your scores are not divided by √(C/H). Their spread then grows with the width of a head, and the softmax hardens."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1)
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="no_softmax"
"""You use the scores themselves as weights. Without the softmax they are negative here and there and do not sum to 1."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), 0.0)
        return self.proj(merge_heads(self.dropout(scores) @ v))

# %% wrong="nothing_returned"
"""Your forward ends without giving anything back. The projected output must be returned."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        y = self.proj(merge_heads(self.dropout(y)))

# %% wrong="one_head"
"""You never split the channels into heads: this is one wide head. Several heads can look at several places at once."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(self.dropout(y))

# %% wrong="one_layer_for_q_k_v"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        q = k = v = split_heads(self.qkv(x), self.n_heads)
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y))

# %% wrong="order_k_q_v"
"""You take the first third of `qkv` for the keys and the second for the queries. The order is q, k, v, as in GPT-2's weights."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        k, q, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="order_k_v_q"
"""The thirds of `qkv` are not in the order q, k, v: in yours the values are not the last third. Weights that were trained elsewhere come in this order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        k, v, q = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="order_q_v_k"
"""The thirds of `qkv` are not in the order q, k, v: in yours the values are not the last third. Weights that were trained elsewhere come in this order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, v, k = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="order_v_k_q"
"""The thirds of `qkv` are not in the order q, k, v: in yours the values are not the last third. Weights that were trained elsewhere come in this order."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        v, k, q = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="output_detached"
"""Your layer could not learn: no gradient reaches some of its weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y))).detach()

# %% wrong="overlapping_heads"
"""Your heads overlap: head 1 begins at channel 1, in the middle of head 0. Each head begins where the one before it ends."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        D = x.shape[-1] // self.n_heads
        parts = []
        for h in range(self.n_heads):
            y, _ = attention(q[..., h : h + D], k[..., h : h + D], v[..., h : h + D], causal_mask(x.shape[1]))
            parts.append(y)
        return self.proj(torch.cat(parts, dim=-1))

# %% wrong="pair_returned"
"""You return the weights as well. A layer gives its output alone, one tensor, so that layers can be chained."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, weights = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y))), weights

# %% wrong="projection_before_attention"
"""You apply `proj` to the input and not to the result. It belongs at the end, where it mixes what the heads have found."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(self.proj(x)).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return merge_heads(weights @ v)

# %% wrong="projection_not_used"
"""You return the merged heads without the projection. After the merge each channel still belongs to one head: `proj` is where the heads' findings are mixed."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return merge_heads(weights @ v)

# %% wrong="projection_twice"
"""You apply `proj` twice. Once, at the very end, is all."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        y = self.proj(merge_heads(y))
        return self.dropout(self.proj(y))

# %% wrong="qkv_without_bias"
"""Your layers have no bias, or only one of them has. In GPT-2, and here, both `qkv` and `proj` have one."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model, bias=False)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="queries_for_keys"
"""You compare the queries with themselves and leave the keys out. Looking for something and offering something are two things."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, q, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="residual_added"
"""You add the input x to the output. That is the block's business, in the next lesson; adding it twice would double the stream."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return x + self.dropout(self.proj(merge_heads(y)))

# %% wrong="scale_by_heads"
"""The number under your root is the number of heads. Each score is a product of C/H numbers: the width of a head belongs there."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="scale_by_length"
"""The number under your root is the number of tokens. Each score is a product of C/H numbers: the width of a head belongs there."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-2])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="scale_by_model_width"
"""The number under your root is C, the width of the whole model. Each score is a product of C/H numbers, those of one head, so that is what belongs under the root."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(x.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="scale_multiplied"
"""You multiply the scores by √(C/H) where they should be divided. The softmax then picks one key and ignores the rest."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) * math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="scale_twice"
"""Your scores end up divided by C/H, not by its square root. Either the root is missing or the scale is applied twice."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q / math.sqrt(q.shape[-1]), k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="scale_without_root"
"""Your scores end up divided by C/H, not by its square root. Either the root is missing or the scale is applied twice."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / q.shape[-1]
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="scaled_before_the_split"
"""The number under your root is C, the width of the whole model. Each score is a product of C/H numbers, those of one head, so that is what belongs under the root."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=C ** -0.5)
        return self.proj(merge_heads(y))

# %% wrong="sequence_first"
"""Your attention runs across the batch, or the batch is laid end to end. Texts of a batch know nothing of each other."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = x.transpose(0, 1)
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y))).transpose(0, 1)

# %% wrong="shared_weight_for_every_head"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model // n_heads)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(self.dropout(torch.cat([y] * self.n_heads, dim=-1)))

# %% wrong="softmax_over_heads"
"""Your softmax runs over the heads, so they compete with each other. Each query of each head shares out a total of 1 among the keys."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), -1e9)
        weights = self.dropout(softmax(scores, dim=1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="softmax_over_queries"
"""Your softmax runs over the queries. Each query of each head shares out a total of 1 among the keys."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), -1e9)
        weights = self.dropout(softmax(scores, dim=2))
        return self.proj(merge_heads(weights @ v))

# %% wrong="split_and_merge_without_transpose"
"""You split and merge the heads by bare reshapes, without exchanging dimensions. The two undo each other's shape, and the layer even stays causal, but every head works on stretches of memory and not on its channels of all tokens."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.reshape(B, self.n_heads, T, C // self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj((weights @ v).reshape(B, T, C))

# %% wrong="split_without_transpose"
"""You reshape queries, keys and values straight to (B, H, T, D). The shapes are right and nothing crashes, but each "token" of a head is now put together from pieces of others: split the channels first, then move the dimension of the heads."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (part.reshape(B, self.n_heads, T, C // self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way, so one text or one token comes back with fewer dimensions. The output always is (B, T, C)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(y)).squeeze()

# %% wrong="strict_mask"
"""Your tokens may not look at themselves. The first one then sees nothing, and its softmax is nan or arbitrary."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[1]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(torch.tril(torch.ones(T, T), diagonal=-1) == 0, float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="strict_mask_finite"
"""Your tokens may not look at themselves. The first one then sees nothing, and its softmax is nan or arbitrary."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[1]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(torch.triu(torch.ones(T, T)).bool(), -1e9)
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="sum_over_heads"
"""You add the heads' outputs up. They found different things, and the sum cannot be taken apart again: lay the heads side by side, that is what the merge is for."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        y = (weights @ v).sum(dim=1)
        return self.proj(y.repeat(1, 1, self.n_heads))

# %% wrong="super_init_forgotten"
"""PyTorch cannot store your layers yet: the constructor of nn.Module must run first."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="thirds_inside_each_head"
"""You first split the 3C channels into heads and then each head into q, k and v. The other way round: the first third holds the queries of all heads, then come all keys, then all values."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = split_heads(self.qkv(x), self.n_heads).chunk(3, dim=-1)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="three_as_first_axis"
"""You reshape the output of `qkv` so that three comes first. That cuts it along batch and tokens: queries, keys and values lie side by side in the channels of each token, so split the last dimension."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).reshape(3, B, T, C))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="three_as_last_axis"
"""You deal the channels of `qkv` out in turn: one to q, one to k, one to v. They come in three blocks, all of q, then all of k, then all of v."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        qkv = self.qkv(x)
        q, k, v = (split_heads(qkv[..., i::3], self.n_heads) for i in range(3))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj(merge_heads(weights @ v))

# %% wrong="three_heads_first"
"""You reshape the output of `qkv` so that three comes first. That cuts it along batch and tokens: queries, keys and values lie side by side in the channels of each token, so split the last dimension."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).reshape(3, B, self.n_heads, T, C // self.n_heads)
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.proj(merge_heads(y))

# %% wrong="three_layers"
"""The layers `qkv` and `proj` are missing or are not nn.Linear(d_model, 3·d_model) and nn.Linear(d_model, d_model), with biases. Each head needs its own part of them, and those names and shapes are how weights get into your model."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.query = nn.Linear(d_model, d_model)
        self.key = nn.Linear(d_model, d_model)
        self.value = nn.Linear(d_model, d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(layer(x), self.n_heads) for layer in (self.query, self.key, self.value))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="values_not_projected"
"""You mix the input x itself, not its values. The last third of `qkv` says what a token hands over."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, split_heads(x, self.n_heads), causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="view_after_transpose"
"""PyTorch refuses: after a transpose the numbers no longer lie in memory in the order of the dimensions, and `view` needs them so. Your own merge_heads does this step."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = self.dropout(softmax(scores, dim=-1))
        return self.proj((weights @ v).transpose(1, 2).view(B, T, C))

# %% wrong="weight_not_transposed"
"""You multiply by the slices of the weight as they are stored. nn.Linear keeps its weight as (out, in) and multiplies by the transpose; a square slice hides the slip, its shape fits either way."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        pairs = zip(self.qkv.weight.chunk(3), self.qkv.bias.chunk(3))
        q, k, v = (split_heads(x @ w + b, self.n_heads) for w, b in pairs)
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% wrong="weight_prepared_once"
"""You prepare the weights at the first call and go on with the copy. When they are trained, the copy stays old."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("not divisible")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self._ready = None

    def forward(self, x):
        C = x.shape[-1]
        if self._ready is None:
            scale = torch.ones(3 * C, device=x.device)
            scale[:C] = (C // self.n_heads) ** -0.5
            self._ready = self.qkv.weight * scale[:, None], self.qkv.bias * scale
        q, k, v = (split_heads(t, self.n_heads) for t in F.linear(x, *self._ready).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=1.0)
        return self.dropout(self.proj(merge_heads(y)))

# %% wrong="weights_detached"
"""Your layer could not learn: no gradient reaches some of its weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        _, weights = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(weights.detach()) @ v))

# %% wrong="weights_returned"
"""You return the attention weights. They still have to mix the values."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        _, weights = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(weights)

# %% wrong="width_for_heads"
"""You make C/H heads of `n_heads` channels each. It is the other way round: `n_heads` heads of C/H channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        width = x.shape[-1] // self.n_heads
        q, k, v = (split_heads(part, width) for part in self.qkv(x).chunk(3, dim=-1))
        y, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.proj(merge_heads(self.dropout(y)))

# %% right="aliased"
"""Layers kept in an nn.Sequential, and known by their names as well."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.net = nn.Sequential(nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model), nn.Dropout(dropout))
        self.qkv, self.proj = self.net[0], self.net[1]

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.net[2](self.proj(merge_heads(output)))

# %% right="gpt2_names_aliased"
"""GPT-2's names first, the course's beside them."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.c_attn = nn.Linear(d_model, 3 * d_model)
        self.c_proj = nn.Linear(d_model, d_model)
        self.qkv, self.proj = self.c_attn, self.c_proj
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% right="properties"
"""The names of the contract are properties."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.layers = nn.ModuleDict({"qkv": nn.Linear(d_model, 3 * d_model), "proj": nn.Linear(d_model, d_model)})
        self.dropout = nn.Dropout(dropout)

    @property
    def qkv(self):
        return self.layers["qkv"]

    @property
    def proj(self):
        return self.layers["proj"]

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="dropout_halved"
"""Your layer drops numbers, but not with the probability that it was given. Hand `dropout` on as it is."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout / 2)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="dropout_turned_round"
"""Your layer drops numbers, but not with the probability that it was given. Hand `dropout` on as it is."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(1 - dropout if dropout else 0.0)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="dropout_without_factor"
"""Your dropout sets numbers to zero and leaves the others as they are, so in training everything is smaller on average than in evaluation. What stays is multiplied by 1/(1 − p)."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.p = dropout

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        out = self.proj(merge_heads(output))
        if not self.training:
            return out
        return out * (torch.rand_like(out) >= self.p)

# %% wrong="dropout_on_values"
"""Your dropout does not strike the weights or the output but something else: the input, the scores, or the values. A dropped score of 0 still gets weight from the softmax; a dropped input or value starves the head of single channels."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, self.dropout(v), causal_mask(x.shape[1]))
        return self.proj(merge_heads(output))

# %% wrong="mask_of_2048"
"""Your mask has a fixed size, and a longer text does not fit under it. Make it for the T of the x that has come."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("mask", causal_mask(2048), persistent=False)

    def forward(self, x):
        T = x.shape[1]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, self.mask[:T, :T])
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="chunk_without_dim"
"""You cut the output of `qkv` without saying in which dimension, so it is the batch that is cut. Queries, keys and values lie side by side in the channels, the last dimension."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3))
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="length_of_the_batch"
"""You take the number of sequences for the number of tokens: x has the shape (B, T, C), and T comes second."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        T = x.shape[0]
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output, _ = attention(q, k, v, causal_mask(T))
        return self.dropout(self.proj(merge_heads(output)))

# %% wrong="pair_kept"
"""Step 2's `attention` returns a pair, the output and the weights, and you go on with the pair. Take it apart."""
class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads = n_heads
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (split_heads(part, self.n_heads) for part in self.qkv(x).chunk(3, dim=-1))
        output = attention(q, k, v, causal_mask(x.shape[1]))
        return self.dropout(self.proj(merge_heads(output)))
