# %% right="buffers"
"""A base class, and buffers that remember what was added, for plots."""
class Parts(nn.Module):
    def __init__(self, C, H, p):
        super().__init__()
        self.attn = MultiHeadAttention(C, H, p)
        self.mlp = FeedForward(C, p)
        self.register_buffer("last_attn", torch.zeros(0))
        self.register_buffer("last_mlp", torch.zeros(0), persistent=False)
        self.ln_1 = LayerNorm(C)
        self.ln_2 = LayerNorm(C)


class TransformerBlock(Parts):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__(d_model, n_heads, dropout)

    def forward(self, x):
        a = self.attn(self.ln_1(x))
        y = x + a
        m = self.mlp(self.ln_2(y))
        self.last_attn, self.last_mlp = a.detach(), m.detach()
        return y + m

# %% right="dropout_on_both_branches"
"""More dropout, on what comes back from the two parts."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1, self.ln_2 = LayerNorm(d_model), LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.mlp = FeedForward(d_model, dropout)
        self.drop_1, self.drop_2 = nn.Dropout(dropout), nn.Dropout(dropout)

    def forward(self, x):
        x = x + self.drop_1(self.attn(self.ln_1(x)))
        return x + self.drop_2(self.mlp(self.ln_2(x)))

# %% right="in_place_on_the_branches"
"""x is added into what the parts give back: new tensors, which no gradient needs."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        a = self.attn(self.ln_1(x))
        a += x
        m = self.mlp(self.ln_2(a))
        m += a
        return m

# %% right="layer_norm_function"
"""F.layer_norm with the weights of a small module; the parts made in another order."""
class Gain(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, x):
        return F.layer_norm(x, self.weight.shape, self.weight, self.bias, 1e-5)


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.mlp = FeedForward(d_model, dropout)
        self.ln_2 = Gain(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_1 = Gain(d_model)

    def forward(self, x):
        h = torch.add(x, self.attn(self.ln_1(x)))
        return torch.add(h, self.mlp(self.ln_2(h)))

# %% right="library_layer_norm"
"""PyTorch's LayerNorm, which is not forbidden here."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout=dropout)
        self.ln_2 = nn.LayerNorm(d_model, eps=1e-5)
        self.mlp = FeedForward(d_model, dropout=dropout)

    def forward(self, x):
        attended = x + self.attn(self.ln_1(x))
        return attended + self.mlp(self.ln_2(attended))

# %% right="one_sum"
"""x, and what the two parts contribute, summed at the end."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        a = self.attn(self.ln_1(x))
        m = self.mlp(self.ln_2(x + a))
        return torch.stack([x, a, m]).sum(dim=0)

# %% right="own_attention"
"""An attention of its own, by the library, under the same names."""
class FastAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        p = self.p if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=p, is_causal=True)
        return self.proj(y.transpose(1, 2).reshape(B, T, C))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d_model)
        self.attn = FastAttention(d_model, n_heads, dropout)
        self.ln_2 = nn.LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% right="position_by_position_mlp"
"""The mlp over a few positions at a time, written into a new tensor."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        middle = x + self.attn(self.ln_1(x))
        normed = self.ln_2(middle)
        pieces = [self.mlp(piece) for piece in normed.split(2, dim=1)]
        return middle + torch.cat(pieces, dim=1)

# %% right="properties"
"""Parts in nn.ModuleLists, their names as properties."""
class TransformerBlock(nn.Module):
    ln_1 = property(lambda self: self.norms[0])
    ln_2 = property(lambda self: self.norms[1])
    attn = property(lambda self: self.parts[0])
    mlp = property(lambda self: self.parts[1])

    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.norms = nn.ModuleList([LayerNorm(d_model), LayerNorm(d_model)])
        self.parts = nn.ModuleList([MultiHeadAttention(d_model, n_heads, dropout), FeedForward(d_model, dropout)])

    def forward(self, x):
        for norm, part in zip(self.norms, self.parts):
            x = x + part(norm(x))
        return x

# %% right="residual_class"
"""A helper that wraps a part and its norm in a residual."""
def residual(x, norm, part):
    return x + part(norm(x))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        for norm, part in [(self.ln_1, self.attn), (self.ln_2, self.mlp)]:
            x = residual(x, norm, part)
        return x

# %% right="sequential_branches"
"""Each norm and its part in an nn.Sequential; the names are aliases."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.first = nn.Sequential(LayerNorm(d_model), MultiHeadAttention(d_model, n_heads, dropout))
        self.second = nn.Sequential(LayerNorm(d_model), FeedForward(d_model, dropout))
        self.ln_1, self.attn = self.first
        self.ln_2, self.mlp = self.second

    def forward(self, x):
        x = x + self.first(x)
        return x + self.second(x)

# %% right="text_by_text"
"""One text of the batch at a time."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def one(self, x):
        x = self.attn(self.ln_1(x)) + x
        return self.mlp(self.ln_2(x)) + x

    def forward(self, x):
        return torch.cat([self.one(text.unsqueeze(0)) for text in x], dim=0)

# %% right="two_lines"
"""Two residuals, pre-LN."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return x

# %% wrong="activation_at_the_end"
"""You send the stream through an activation at the end. Nothing but sums may touch the stream."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return gelu(x)

# %% wrong="added_in_place_in_evaluation"
"""Where no gradients are recorded you add in place (`+=`), which changes the caller's tensor."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        if torch.is_grad_enabled():
            x = x + self.attn(self.ln_1(x))
        else:
            x += self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="arguments_exchanged"
"""The attention complains that the heads do not fit. Look at the order of the arguments: the width of the model first, then the number of heads."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(n_heads, d_model, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="attention_first_of_pair"
"""MultiHeadAttention gives back one tensor and not a pair, as the function attention of step 2 did. Unpacking it, or taking its element 0, takes the batch apart."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))[0]
        return x + self.mlp(self.ln_2(x))

# %% wrong="attention_only"
"""What the mlp adds is missing from your result. The second sum, stream plus mlp of the normalised stream, is what the block returns."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        return x + self.attn(self.ln_1(x))

# %% wrong="attention_twice"
"""You call the attention twice and the mlp not at all."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.attn(self.ln_2(x))

# %% wrong="attention_unpacked"
"""MultiHeadAttention gives back one tensor and not a pair, as the function attention of step 2 did. Unpacking it, or taking its element 0, takes the batch apart."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        out, _ = self.attn(self.ln_1(x))
        x = x + out
        return x + self.mlp(self.ln_2(x))

# %% wrong="batch_of_one"
"""You handle the first sequence of the batch only. Every sequence needs its output."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x[:1]
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="branch_detached"
"""The gradient is cut on its way through your block (a detach, no_grad). The straight way along the sums is what makes deep stacks trainable."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        with torch.no_grad():
            a = self.attn(self.ln_1(x))
        x = x + a
        return x + self.mlp(self.ln_2(x))

# %% wrong="detached"
"""The gradient is cut on its way through your block (a detach, no_grad). The straight way along the sums is what makes deep stacks trainable."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return x.detach()

# %% wrong="dropout_alive"
"""Dropout is at work in evaluation mode too, so the same sequence gives another answer each time. It belongs to training mode only."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)
        self.p = dropout

    def forward(self, x):
        x = x + F.dropout(self.attn(self.ln_1(x)), self.p)
        return x + F.dropout(self.mlp(self.ln_2(x)), self.p)

# %% wrong="dropout_argument_missing"
"""Your constructor cannot be called as the contract says: TransformerBlock(d_model, n_heads) and TransformerBlock(d_model, n_heads, dropout=0.5) must both work."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_behind_the_norms"
"""Your dropout strikes what the parts are given, so that it does not keep the mean of what they add. The parts have a dropout of their own, in the right place: hand the probability on."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)

    def forward(self, x):
        x = x + self.attn(self.dropout(self.ln_1(x)))
        return x + self.mlp(self.dropout(self.ln_2(x)))

# %% wrong="dropout_for_the_attention_only"
"""Only one of your two parts gets the dropout probability. Attention and mlp both need it."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_for_the_mlp_only"
"""Only one of your two parts gets the dropout probability. Attention and mlp both need it."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_halved"
"""A part of yours gets another dropout than the constructor was given."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout / 2)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout / 2)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_halved_in_the_mlp"
"""A part of yours gets another dropout than the constructor was given."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout / 2)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_has_no_default"
"""Your constructor cannot be called as the contract says: TransformerBlock(d_model, n_heads) and TransformerBlock(d_model, n_heads, dropout=0.5) must both work."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_is_what_stays"
"""You hand on 1 − dropout. The parts want what you were given: the share that is set to zero."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, 1 - dropout if dropout else 0.0)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, 1 - dropout if dropout else 0.0)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_not_handed_on"
"""Your block takes a dropout probability and does not use it: training mode gives the same as evaluation mode. Hand it on to the parts."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_not_scaled"
"""What your block drops is not made up for: in training mode a part adds less, on average, than in evaluation mode."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.p = dropout
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)

    def thin(self, y):
        return y * (torch.rand_like(y) >= self.p) if self.training else y

    def forward(self, x):
        x = x + self.thin(self.attn(self.ln_1(x)))
        return x + self.thin(self.mlp(self.ln_2(x)))

# %% wrong="dropout_of_its_own"
"""With dropout=0.0 your block drops numbers in training all the same: the probability that you pass on is not the argument `dropout`."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, 0.1)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, 0.1)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_on_the_first_sum"
"""Your dropout strikes the stream itself. It may thin out what a part contributes; x must pass by untouched, or its numbers are lost for all the later blocks."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.dropout(x + self.attn(self.ln_1(x)))
        return self.dropout(x + self.mlp(self.ln_2(x)))

# %% wrong="dropout_on_the_input"
"""Your dropout strikes the stream itself. It may thin out what a part contributes; x must pass by untouched, or its numbers are lost for all the later blocks."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = self.dropout(x)
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="dropout_on_the_stream"
"""Your dropout strikes the stream itself. It may thin out what a part contributes; x must pass by untouched, or its numbers are lost for all the later blocks."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return self.dropout(x)

# %% wrong="final_norm"
"""You normalise the stream once more at the end. In GPT-2 that happens only once, after the last block, and is not the block's business."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))
        return F.layer_norm(x, x.shape[-1:])

# %% wrong="first_residual_doubled"
"""Your stream is added once too often. Each of the two sums takes it once."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + x + self.attn(self.ln_1(x))
        return h + self.mlp(self.ln_2(h))

# %% wrong="first_residual_from_normalised"
"""Your first sum adds to the normalised x and not to x itself. Only the attention gets the normalised copy; the sum takes x as it came."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = self.ln_1(x)
        x = h + self.attn(h)
        return x + self.mlp(self.ln_2(x))

# %% wrong="first_sum_returned"
"""What the mlp adds is missing from your result. The second sum, stream plus mlp of the normalised stream, is what the block returns."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        y = h + self.mlp(self.ln_2(h))
        return h

# %% wrong="heads_fixed"
"""Your attention does not get the number of heads that the constructor was given. Hand n_heads on."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, 2, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="input_changed"
"""You add into x itself. `x += …` changes the caller's tensor, while `x = x + …` makes a new one: the caller still needs the old."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x += self.attn(self.ln_1(x))
        x += self.mlp(self.ln_2(x))
        return x

# %% wrong="input_changed_under_another_name"
"""You add into x itself. `x += …` changes the caller's tensor, while `x = x + …` makes a new one: the caller still needs the old."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        stream = x
        stream.add_(self.attn(self.ln_1(x)))
        return stream + self.mlp(self.ln_2(stream))

# %% wrong="last_position_only"
"""You return the last token only. The next block needs all of them."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return (x + self.mlp(self.ln_2(x)))[:, -1:]

# %% wrong="library_attention"
"""Your `attn` is not the MultiHeadAttention of step 3: it has no layer `qkv`. Use that class; it is printed in a folded cell above."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = nn.MultiheadAttention(d_model, n_heads, dropout, batch_first=True)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = self.ln_1(x)
        future = torch.ones(x.shape[1], x.shape[1]).triu(1).bool()
        x = x + self.attn(h, h, h, attn_mask=future, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))

# %% wrong="list_behind_properties"
"""Your parts lie in a plain Python list, in which nn.Module does not look: their parameters would not be trained or saved. There is nn.ModuleList for that."""
class TransformerBlock(nn.Module):
    ln_1 = property(lambda self: self.norms[0])
    ln_2 = property(lambda self: self.norms[1])

    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.norms = [LayerNorm(d_model), LayerNorm(d_model)]
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.norms[0](x))
        return x + self.mlp(self.norms[1](x))

# %% wrong="ln_1_twice"
"""You use one LayerNorm in both places, ln_1. Each place has learned gains and shifts of its own."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_1(x))

# %% wrong="ln_2_twice"
"""You use one LayerNorm in both places, ln_2. Each place has learned gains and shifts of its own."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_2(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="mask_of_1024"
"""Your attention has a mask of a fixed size, and longer sequences do not fit. The one of step 3 makes its mask in each call, and needs no help."""
class FixedAttention(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.n_heads, self.p = n_heads, dropout
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.register_buffer("mask", torch.tril(torch.ones(1024, 1024)).bool())

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, self.n_heads, -1).permute(2, 0, 3, 1, 4)
        p = self.p if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=self.mask[:T, :T], dropout_p=p)
        return self.proj(y.transpose(1, 2).reshape(B, T, C))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = FixedAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="mlp_of_attention"
"""Your mlp gets what the attention gave back, without the stream. It should get the result of the first sum."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        a = self.attn(self.ln_1(x))
        return x + a + self.mlp(self.ln_2(a))

# %% wrong="mlp_only"
"""The attention and its residual are missing."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        return x + self.mlp(self.ln_2(x))

# %% wrong="names"
"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are not found under these names. Look at how yours are called, and that they are made in the constructor: the names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln1 = LayerNorm(d_model)
        self.attention = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln2 = LayerNorm(d_model)
        self.ffwd = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        return x + self.ffwd(self.ln2(x))

# %% wrong="names_norm"
"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are not found under these names. Look at how yours are called, and that they are made in the constructor: the names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.norm1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.norm2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))

# %% wrong="no_first_norm"
"""Your attention gets x as it is. It should get a copy that ln_1 has normalised."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(x)
        return x + self.mlp(self.ln_2(x))

# %% wrong="no_first_residual"
"""The first residual is missing: the attention's result replaces x where it should be added to it."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="no_norms"
"""You use neither of the two LayerNorms. Each part should get a normalised copy of the stream."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(x)
        return x + self.mlp(x)

# %% wrong="no_residuals"
"""Both residuals are missing: what comes in is replaced and not added to. Without them gradients fade in a deep stack."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.attn(self.ln_1(x))
        return self.mlp(self.ln_2(x))

# %% wrong="no_second_norm"
"""Your mlp gets the stream as it is. It should get a copy that ln_2 has normalised."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(x)

# %% wrong="no_second_residual"
"""The second residual is missing: the mlp's result replaces the stream where it should be added to it."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return self.mlp(self.ln_2(x))

# %% wrong="norm_detached"
"""The gradient is cut on its way through your block (a detach, no_grad). The straight way along the sums is what makes deep stacks trainable."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x.detach()))
        return x + self.mlp(self.ln_2(x.detach()))

# %% wrong="norm_not_called"
"""You hand the LayerNorm itself to a part, and not what it makes of x. Look at your brackets, from the inside out."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1)(x)
        return x + self.mlp(self.ln_2)(x)

# %% wrong="norm_of_the_branch"
"""You normalise what the parts give back. Pre-LN normalises what they are given."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.ln_1(self.attn(x))
        return x + self.ln_2(self.mlp(x))

# %% wrong="norms_exchanged"
"""Your LayerNorms have changed places. ln_1 stands before the attention, ln_2 before the mlp."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_2(x))
        return x + self.mlp(self.ln_1(x))

# %% wrong="norms_without_parameters"
"""A LayerNorm of yours has no weight and bias. Use the class that you wrote above."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = nn.LayerNorm(d_model, elementwise_affine=False)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = nn.LayerNorm(d_model, elementwise_affine=False)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="nothing_returned"
"""Your forward ends without giving anything back. The stream must be returned."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        x = x + self.mlp(self.ln_2(x))

# %% wrong="one_head"
"""Your attention does not get the number of heads that the constructor was given. Hand n_heads on."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, 1, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="one_norm_two_names"
"""Your two LayerNorms are one and the same, stored under two names. Each place has learned gains and shifts of its own, so make two."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = self.ln_2 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="one_residual_around_both"
"""You have one residual around both parts together. Each part has its own."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        return x + self.mlp(self.ln_2(self.attn(self.ln_1(x))))

# %% wrong="order_exchanged"
"""Your mlp comes before the attention. First the tokens exchange what they know, then each one thinks it over."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.mlp(self.ln_2(x))
        return x + self.attn(self.ln_1(x))

# %% wrong="pair_returned"
"""You return more than the stream. A block takes one tensor and gives one back, so that blocks can be stacked."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        return h + self.mlp(self.ln_2(h)), h

# %% wrong="parallel"
"""Attention and mlp both look at the block's input. That is a parallel block, as in GPT-J; here the mlp looks at the result of the first sum."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        return x + self.attn(self.ln_1(x)) + self.mlp(self.ln_2(x))

# %% wrong="parts_made_in_forward"
"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are not found under these names. Look at how yours are called, and that they are made in the constructor: the names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.d_model, self.n_heads, self.dropout = d_model, n_heads, dropout

    def forward(self, x):
        x = x + MultiHeadAttention(self.d_model, self.n_heads, self.dropout)(LayerNorm(self.d_model)(x))
        return x + FeedForward(self.d_model, self.dropout)(LayerNorm(self.d_model)(x))

# %% wrong="parts_without_self"
"""In forward you name a part without saying whose. The parts belong to the object, and are read from it."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + attn(ln_1(x))
        return x + mlp(ln_2(x))

# %% wrong="plain_list"
"""The parts `ln_1`, `attn`, `ln_2` and `mlp` are not found under these names. Look at how yours are called, and that they are made in the constructor: the names are how weights get into your model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.norms = [LayerNorm(d_model), LayerNorm(d_model)]
        self.parts = [MultiHeadAttention(d_model, n_heads, dropout), FeedForward(d_model, dropout)]

    def forward(self, x):
        for norm, part in zip(self.norms, self.parts):
            x = x + part(norm(x))
        return x

# %% wrong="post_ln"
"""You normalise after each sum: that is post-LN, the transformer of 2017. GPT-2 is pre-LN: each part gets a normalised copy, and the stream itself is never normalised."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.ln_1(x + self.attn(x))
        return self.ln_2(x + self.mlp(x))

# %% wrong="post_ln_first_sum"
"""Pre-LN and post-LN are mixed in your block: one sum is normalised after it was made, on the stream. Only what a part is given is normalised, both times."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.ln_1(x + self.attn(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="post_ln_second_sum"
"""Pre-LN and post-LN are mixed in your block: one sum is normalised after it was made, on the stream. Only what a part is given is normalised, both times."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return self.ln_2(x + self.mlp(x))

# %% wrong="relu_mlp"
"""Your mlp is not the FeedForward of this lesson: its activation is another one. Use the class that you wrote above."""
class Mlp(nn.Module):
    def __init__(self, d_model, dropout):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return self.dropout(self.proj(F.relu(self.fc(x))))


class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = Mlp(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="residual_concatenated"
"""You lay x and the parts' results side by side. A residual is a sum, and the width stays C."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        return torch.cat([h, self.mlp(self.ln_2(h))], dim=-1)

# %% wrong="residual_from_normalised"
"""You add to the normalised x and not to x itself, so the stream is normalised away in each block. Only the parts get the normalised copy; the sum takes x as it came."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = self.ln_1(x)
        x = x + self.attn(x)
        x = self.ln_2(x)
        return x + self.mlp(x)

# %% wrong="residual_halved"
"""You scale the sums, perhaps to keep their size. The stream passes through unscaled; the LayerNorms see to the size."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = (x + self.attn(self.ln_1(x))) / math.sqrt(2)
        return (x + self.mlp(self.ln_2(x))) / math.sqrt(2)

# %% wrong="residual_multiplied"
"""You multiply where you should add. A residual is a sum."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x * self.attn(self.ln_1(x))
        return x * self.mlp(self.ln_2(x))

# %% wrong="residual_overwritten"
"""Your first sum adds to the normalised x and not to x itself. Only the attention gets the normalised copy; the sum takes x as it came."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        residual = x
        x[:] = self.ln_1(x)
        x = residual + self.attn(x)
        return x + self.mlp(self.ln_2(x))

# %% wrong="second_residual_doubled"
"""Your stream is added once too often. Each of the two sums takes it once."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        return x + h + self.mlp(self.ln_2(h))

# %% wrong="second_residual_from_first_input"
"""Your second sum adds to the block's input, so what the attention found reaches the output only through the mlp. It adds to the result of the first sum."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(h))

# %% wrong="second_residual_from_normalised"
"""Your second sum adds to the normalised stream and not to the stream itself. Only the mlp gets the normalised copy."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        h = self.ln_2(x)
        return h + self.mlp(h)

# %% wrong="second_sum_normalised_too"
"""You normalise the stream after the second sum too. Only what a part is given is normalised; the stream itself never is."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return self.ln_2(x + self.mlp(self.ln_2(x)))

# %% wrong="stream_detached"
"""The gradient is cut on its way through your block (a detach, no_grad). The straight way along the sums is what makes deep stacks trainable."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        h = x.detach() + self.attn(self.ln_1(x))
        return h + self.mlp(self.ln_2(h))

# %% wrong="super_init_forgotten"
"""PyTorch cannot store your parts yet: the constructor of nn.Module must run first."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="super_without_brackets"
"""`super` needs a pair of brackets of its own before the dot: it is a call."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super.__init__()
        self.ln_1 = LayerNorm(d_model)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(d_model)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))

# %% wrong="width_fixed"
"""A part of yours has a fixed number of channels. Take it from the constructor's argument, d_model."""
class TransformerBlock(nn.Module):
    def __init__(self, d_model, n_heads, dropout=0.0):
        super().__init__()
        self.ln_1 = LayerNorm(6)
        self.attn = MultiHeadAttention(d_model, n_heads, dropout)
        self.ln_2 = LayerNorm(6)
        self.mlp = FeedForward(d_model, dropout)

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))
