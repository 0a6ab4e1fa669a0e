# %% right="aliased_layers"
"""The layers are kept in an nn.Sequential, and the named attributes are second names for them."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.layers = nn.Sequential(*(nn.Linear(d_model, d_head, bias=False) for _ in range(3)))
        self.query, self.key, self.value = self.layers

    def forward(self, x):
        q, k, v = (layer(x) for layer in self.layers)
        return attention(q, k, v, causal_mask(x.shape[1]).to(x.device))[0]

# %% right="base_class"
"""The layers come from a base class, made in a loop in another order."""
class Projections(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        for name in ("value", "key", "query"):
            setattr(self, name, nn.Linear(d_model, d_head, bias=False))


class SelfAttention(Projections):
    def __init__(self, d_model, d_head):
        super(SelfAttention, self).__init__(d_model, d_head)
        self.d_model, self.d_head = d_model, d_head
        self.dropout = nn.Dropout(0.0)

    def forward(self, x):
        out, weights = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return self.dropout(out)

# %% right="by_hand"
"""Written out, with a fresh triangle in each call."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        q = self.query(x)
        k = self.key(x)
        v = self.value(x)
        wei = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        tril = torch.tril(torch.ones(T, T, device=x.device))
        wei = wei.masked_fill(tril == 0, float("-inf"))
        wei = F.softmax(wei, dim=-1)
        return wei @ v

# %% right="calls_attention"
"""The three projections handed to attention, with the causal mask."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        output, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(T))
        return output

# %% right="chunks_of_queries"
"""Two queries at a time, to save memory; torch.bmm and torch.where."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        T, d_head = q.shape[1], q.shape[2]
        mask = causal_mask(T)
        pieces = []
        for start in range(0, T, 2):
            rows = slice(start, start + 2)
            scores = torch.bmm(q[:, rows], k.transpose(1, 2)) / d_head ** 0.5
            scores = torch.where(mask[rows], scores, torch.tensor(torch.finfo(scores.dtype).min))
            pieces.append(torch.bmm(softmax(scores, dim=-1), v))
        return torch.cat(pieces, dim=1)

# %% right="einsum"
"""Index notation, the queries scaled before the product."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        q = self.query(x) / math.sqrt(self.query.out_features)
        scores = torch.einsum("btd,bsd->bts", q, self.key(x))
        positions = torch.arange(T)
        future = positions[None, :] > positions[:, None]
        scores = scores.masked_fill(future, -1e9)
        return torch.einsum("bts,bsd->btd", softmax(scores), self.value(x))

# %% right="fused_projection"
"""The three weights joined for one product, then split."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        weight = torch.cat([self.query.weight, self.key.weight, self.value.weight])
        q, k, v = F.linear(x, weight).chunk(3, dim=-1)
        return attention(q, k, v, causal_mask(x.shape[1]))[0]

# %% right="growing_buffer"
"""A buffer holds the mask and grows when a longer sequence comes."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.d_head = d_head
        self.register_buffer("mask", causal_mask(1), persistent=False)

    def forward(self, x):
        T = x.size(1)
        if T > self.mask.size(0):
            self.mask = causal_mask(T).to(x.device)
        scores = self.query(x) @ self.key(x).transpose(1, 2) / math.sqrt(self.d_head)
        scores = scores.masked_fill(~self.mask[:T, :T], float("-inf"))
        return softmax(scores, dim=-1) @ self.value(x)

# %% right="helper_methods"
"""Split into methods, and an attribute keeps the weights for plots."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.scale = 1.0 / math.sqrt(d_head)
        self.last_weights = None

    def _scores(self, x):
        return (self.query(x) @ self.key(x).transpose(-2, -1)) * self.scale

    def _hide_future(self, scores):
        T = scores.shape[-1]
        future = torch.triu(torch.full((T, T), float("-inf"), device=scores.device), diagonal=1)
        return scores + future

    def forward(self, x):
        weights = self._hide_future(self._scores(x)).softmax(dim=-1)
        self.last_weights = weights.detach()
        return weights @ self.value(x)

# %% right="library"
"""PyTorch's own attention, told to be causal."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return F.scaled_dot_product_attention(self.query(x), self.key(x), self.value(x), is_causal=True)

# %% right="library_with_mask"
"""PyTorch's own attention with the mask as an argument, and a head dimension put in and taken out."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = (layer(x).unsqueeze(1) for layer in (self.query, self.key, self.value))
        mask = causal_mask(x.shape[-2])
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.0).squeeze(1)

# %% right="loop_over_batch"
"""One sequence of the batch at a time."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        results = []
        for text in x:
            out, weights = attention(self.query(text), self.key(text), self.value(text), mask=causal_mask(len(text)))
            results.append(out)
        return torch.stack(results)

# %% right="loop_over_positions"
"""Each position looks at the slice that ends with itself, so no mask is needed."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        outputs = []
        for t in range(x.shape[1]):
            scores = (k[:, : t + 1] @ q[:, t].unsqueeze(-1)).squeeze(-1)
            weights = torch.softmax(scores / math.sqrt(q.shape[-1]), dim=-1)
            outputs.append((weights.unsqueeze(-1) * v[:, : t + 1]).sum(dim=1))
        return torch.stack(outputs, dim=1)

# %% right="matrix_of_scores"
"""Queries and keys merged into one matrix, x W x^T; values mixed before projecting."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        form = self.query.weight.T @ self.key.weight
        scores = x @ form @ x.transpose(1, 2) / math.sqrt(self.query.weight.shape[0])
        weights = softmax(scores.masked_fill(~causal_mask(x.size(1)), -math.inf), dim=-1)
        return self.value(weights @ x)

# %% right="properties"
"""The layers live in an nn.ModuleDict, and query, key and value are properties."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.maps = nn.ModuleDict({name: nn.Linear(d_model, d_head, bias=False) for name in ("k", "q", "v")})

    @property
    def query(self):
        return self.maps["q"]

    @property
    def key(self):
        return self.maps["k"]

    @property
    def value(self):
        return self.maps["v"]

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]).to(x.device))[0]

# %% right="running_softmax"
"""Keys one by one with a running maximum, sum and output, as FlashAttention does."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        B, T, D = q.shape
        highest = torch.full((B, T, 1), -1e30)
        total = torch.zeros(B, T, 1)
        output = torch.zeros(B, T, D)
        queries = torch.arange(T).view(1, T, 1)
        for s in range(T):
            score = (q * k[:, s : s + 1]).sum(-1, keepdim=True) / math.sqrt(D)
            score = score.masked_fill(queries < s, float("-inf"))
            new = torch.maximum(highest, score)
            keep, weight = torch.exp(highest - new), torch.exp(score - new)
            total = total * keep + weight
            output = output * keep + weight * v[:, s : s + 1]
            highest = new
        return output / total

# %% wrong="batch_of_one"
"""You handle the first sequence of the batch only. Every sequence needs its output, and the batch dimension stays, also when it is 1."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x = x[0]
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[0]))
        return out.unsqueeze(0)

# %% wrong="bias"
"""Your projections keep their bias. The contract has none: queries, keys and values are plain matrix products of x."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head)
        self.key = nn.Linear(d_model, d_head)
        self.value = nn.Linear(d_model, d_head)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="call_for_forward"
"""Your module has no `forward`. PyTorch calls the method of that very name when somebody calls the module; `call` and other names it never finds."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def call(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="causal_while_training"
"""Your head is causal in training mode only. In evaluation mode it sees the future."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return F.scaled_dot_product_attention(self.query(x), self.key(x), self.value(x), is_causal=self.training)

# %% wrong="detached"
"""Your layer could not learn: no gradient reaches its weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.detach()

# %% wrong="dropout"
"""You drop some of the weights while training. This head has no dropout: the same x gives the same output, in training mode too."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.dropout(self.value(x)), causal_mask(x.shape[1]))[0]

# %% wrong="fixed_length"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.register_buffer("mask", torch.tril(torch.ones(16, 16)).bool())
    def forward(self, x):
        T = x.shape[1]
        return attention(self.query(x), self.key(x), self.value(x), self.mask[:T, :T])[0]

# %% wrong="full_width"
"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_model, bias=False)
        self.key = nn.Linear(d_model, d_model, bias=False)
        self.value = nn.Linear(d_model, d_model, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="fused_once"
"""You copy the weights at the first call and go on with the copy. When they are trained, the copy stays old."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self._fused = None

    def forward(self, x):
        if self._fused is None:
            self._fused = torch.cat([self.query.weight, self.key.weight, self.value.weight])
        q, k, v = F.linear(x, self._fused).chunk(3, dim=-1)
        return attention(q, k, v, causal_mask(x.shape[1]).to(x.device))[0]

# %% wrong="input_changed"
"""You change x itself. The caller still needs it as it was: a block adds it to your output."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x *= self.query.out_features ** -0.25
        q, k = self.query(x), self.key(x)
        v = self.value(x) * self.query.out_features ** 0.25
        scores = (q @ k.transpose(-2, -1)).masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="inverted_mask"
"""You hide what the mask allows and show what it forbids: only the future is seen. True means that a query may look at a key."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(causal_mask(x.shape[1]), -1e9)
        return softmax(scores, dim=-1) @ v

# %% wrong="inverted_mask_inf"
"""You hide what the mask allows and show what it forbids: only the future is seen. True means that a query may look at a key."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), ~causal_mask(x.shape[1]))[0]

# %% wrong="joined_with_input"
"""Your output also holds the input x. One head returns its d_head channels and nothing more; a block adds x later."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return torch.cat([x, out], dim=-1)

# %% wrong="key_for_query"
"""One layer makes both the queries and the keys. Looking for something and offering something need projections of their own."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.key(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="key_for_value"
"""You mix the keys and leave the values out. Keys say where to look, values what is found there."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k = self.query(x), self.key(x)
        return attention(q, k, k, causal_mask(x.shape[1]))[0]

# %% wrong="keys_reshaped"
"""You probably reshape the keys where their last two dimensions should be swapped. The shape is the same, but the numbers of different keys get mixed."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        B, T, D = k.shape
        scores = q @ k.view(B, D, T) / math.sqrt(D)
        scores = scores.masked_fill(~causal_mask(T), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="last_position_only"
"""You return the last position only. Each position makes a prediction, so each needs its output."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out[:, -1]

# %% wrong="layers_in_a_list"
"""Your layers stand in a Python list. PyTorch finds no parameters there, so an optimizer would train none of them: store each as an attribute of its own."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.layers = [nn.Linear(d_model, d_head, bias=False) for _ in range(3)]

    query = property(lambda self: self.layers[0])
    key = property(lambda self: self.layers[1])
    value = property(lambda self: self.layers[2])

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="length_of_the_batch"
"""The size of your mask is the number of sequences in the batch. It is the number of positions that counts: x is (B, T, C)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(len(x)))[0]

# %% wrong="length_of_the_channels"
"""The size of your mask is the number of channels. It is the number of positions that counts: x is (B, T, C)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[-1]))[0]

# %% wrong="mask_after_softmax"
"""You mask after the softmax. Future positions have taken their share by then: the rest no longer sums to 1, and depends on what should be hidden."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        weights = softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
        weights = weights * causal_mask(x.shape[1])
        return weights @ v

# %% wrong="mask_cut_from_model_width"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(d_model, d_model)))

    def forward(self, x):
        T = x.shape[1]
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="mask_kept_from_first_call"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.mask = None

    def forward(self, x):
        if self.mask is None:
            self.mask = causal_mask(x.shape[1])
        return attention(self.query(x), self.key(x), self.value(x), self.mask)[0]

# %% wrong="mask_of_1024"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.mask = causal_mask(1024)

    def forward(self, x):
        T = x.shape[1]
        return attention(self.query(x), self.key(x), self.value(x), self.mask[:T, :T])[0]

# %% wrong="mask_of_five"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.mask = causal_mask(5)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), self.mask)[0]

# %% wrong="mask_of_model_width"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.register_buffer("mask", causal_mask(d_model))

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), self.mask)[0]

# %% wrong="mask_sliced_from_first_call"
"""Your mask has the size of one particular sequence. Sequences of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.mask = None

    def forward(self, x):
        T = x.shape[1]
        if self.mask is None:
            self.mask = causal_mask(T)
        return attention(self.query(x), self.key(x), self.value(x), self.mask[:T, :T])[0]

# %% wrong="mask_thrown_away"
"""Your positions see the future. Without the causal mask each one can copy the token that it has to predict."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="mask_with_zero"
"""You hide the future behind a score of 0. That is an ordinary score, e⁰ = 1, so the future keeps its weight."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = torch.tril(scores)
        return softmax(scores, dim=-1) @ v

# %% wrong="memory_between_calls"
"""Your layer remembers earlier calls, so the same x gives another output the second time. Each call stands alone."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.keys, self.values = [], []

    def forward(self, x):
        self.keys.append(self.key(x))
        self.values.append(self.value(x))
        k, v = torch.cat(self.keys, dim=1), torch.cat(self.values, dim=1)
        T, S = x.shape[1], k.shape[1]
        mask = torch.ones(T, S, dtype=torch.bool)
        mask[:, S - T :] = causal_mask(T)
        return attention(self.query(x), k, v, mask)[0]

# %% wrong="minus_hundred"
"""The score that you give to the future is a number that an ordinary score can reach, or fall below; then the future keeps some weight, or even wins. Only one score is below all others."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        return softmax(scores.masked_fill(~causal_mask(x.shape[1]), -100.0)) @ v

# %% wrong="minus_ten_thousand"
"""The score that you give to the future is a number that an ordinary score can reach, or fall below; then the future keeps some weight, or even wins. Only one score is below all others."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        return softmax(scores.masked_fill(~causal_mask(x.shape[1]), -10000.0)) @ v

# %% wrong="names"
"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.W_q = nn.Linear(d_model, d_head, bias=False)
        self.W_k = nn.Linear(d_model, d_head, bias=False)
        self.W_v = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.W_q(x), self.W_k(x), self.W_v(x), causal_mask(x.shape[1]))[0]

# %% wrong="no_grad"
"""Your layer could not learn: no gradient reaches its weights. Somewhere the result leaves the computation graph (a detach, no_grad, NumPy)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        with torch.no_grad():
            out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out

# %% wrong="no_mask"
"""Your positions see the future. Without the causal mask each one can copy the token that it has to predict."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x))[0]

# %% wrong="no_return"
"""Your forward gives back nothing: the output is computed and not returned."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        output, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))

# %% wrong="no_scale"
"""Your scores are not divided by √d_head. Their spread then grows with the width of the head, and the softmax hardens."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1)
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="output_projection"
"""Your output has the width of x again: a further projection or a residual was added. One head returns its d_head channels and nothing more."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.proj = nn.Linear(d_head, d_model, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return self.proj(out)

# %% wrong="plain_parameters"
"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Parameter(torch.randn(d_model, d_head) * 0.02)
        self.key = nn.Parameter(torch.randn(d_model, d_head) * 0.02)
        self.value = nn.Parameter(torch.randn(d_model, d_head) * 0.02)

    def forward(self, x):
        return attention(x @ self.query, x @ self.key, x @ self.value, causal_mask(x.shape[1]))[0]

# %% wrong="query_and_key_swapped"
"""Queries and keys have changed places. The row of a score belongs to the position that asks, so the query must be the one that asks."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.key(x), self.query(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="query_for_key"
"""One layer makes both the queries and the keys. Looking for something and offering something need projections of their own."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.query(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="query_for_value"
"""You mix the queries and leave the values out. Queries say what is sought, values what is found."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k = self.query(x), self.key(x)
        return attention(q, k, q, causal_mask(x.shape[1]))[0]

# %% wrong="residual"
"""You add the input to the output. That is the block's business, in step 4, not the head's."""
class SelfAttention(nn.Module):
    """ one head of self-attention """
    def __init__(self, d_model, d_head, dropout=0.0):
        super().__init__()
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(4, 4)), persistent=False)
        self.dropout = nn.Dropout(dropout)
    def forward(self, x):
        B, T, C = x.shape
        if T > self.tril.size(0):
            self.tril = torch.tril(torch.ones(T, T, device=x.device))
        k, q, v = self.key(x), self.query(x), self.value(x)
        wei = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        wei = self.dropout(F.softmax(wei, dim=-1))
        y = wei @ v
        return y + x if y.shape == x.shape else y

# %% wrong="returns_pair"
"""You return the weights as well. A layer gives its output alone, one tensor, so that layers can be chained."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))

# %% wrong="returns_weights"
"""You return the attention weights. They still have to mix the values."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        output, weights = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return weights

# %% wrong="scale_by_d_head"
"""Your scores end up divided by d_head, not by its square root. Either the root is missing or the scale is applied twice."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / q.shape[-1]
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="scale_by_length"
"""The number under your root is the number of positions. What counts is the width of the queries and keys that are multiplied, d_head."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(T)
        scores = scores.masked_fill(~causal_mask(T), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="scale_by_model_width"
"""The number under your root is the width of x, C. What counts is the width of the queries and keys that are multiplied, d_head."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) * C ** -0.5
        scores = scores.masked_fill(~causal_mask(T), float("-inf"))
        return softmax(scores, dim=-1) @ v

# %% wrong="scale_twice"
"""Your scores end up divided by d_head, not by its square root. Either the root is missing or the scale is applied twice."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q = self.query(x) / math.sqrt(self.query.out_features)
        return attention(q, self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="self_forgotten"
"""Your constructor makes the layers and does not store them: `query = …` is a name that ends with the constructor, `self.query = …` stays with the object."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        query = nn.Linear(d_model, d_head, bias=False)
        key = nn.Linear(d_model, d_head, bias=False)
        value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="self_forgotten_in_forward"
"""In forward you call a layer by its bare name. It belongs to the object: `self.query`, not `query`."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(query(x), key(x), value(x), causal_mask(x.shape[1]))[0]

# %% wrong="sequence_first"
"""Your attention runs across the batch, or the batch is laid end to end. Sequences of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        x = x.transpose(0, 1)
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.transpose(0, 1)

# %% wrong="shared_layer"
"""One layer is stored under several names, so filling one changes the other. Queries, keys and values need a layer each."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = self.key = self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="softmax_over_batch"
"""Your softmax runs over the batch. Each query shares out a total of 1 among the keys, and sequences of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        weights = softmax(scores.masked_fill(~causal_mask(x.shape[1]), -1e9), dim=0)
        return weights @ v

# %% wrong="softmax_over_queries"
"""Your softmax runs over the queries. Each query shares out a total of 1 among the keys."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(~causal_mask(x.shape[1]), float("-inf"))
        weights = softmax(scores, dim=1)
        return weights @ v

# %% wrong="squeezed"
"""Dimensions of size 1 get lost on the way, so one sequence or one position comes back with fewer dimensions. The output always is (B, T, d_head)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.squeeze()

# %% wrong="squeezed_first"
"""Dimensions of size 1 get lost on the way, so one sequence or one position comes back with fewer dimensions. The output always is (B, T, d_head)."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        out, _ = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return out.squeeze(0)

# %% wrong="strict_mask"
"""Your positions may not look at themselves. The first one then sees nothing, and its softmax is nan or arbitrary."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        before = torch.tril(torch.ones(T, T), diagonal=-1).bool()
        return attention(self.query(x), self.key(x), self.value(x), before)[0]

# %% wrong="strict_mask_finite"
"""Your positions may not look at themselves. The first one then sees nothing, and its softmax is nan or arbitrary."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        T = x.shape[1]
        scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(torch.triu(torch.ones(T, T)) == 1, -1e9)
        return softmax(scores, dim=-1) @ v

# %% wrong="super_init_forgotten"
"""PyTorch refuses to store layers in an object that is not set up as a module yet. Call the constructor of nn.Module before anything else in yours."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="texts_mixed"
"""Your attention runs across the batch, or the batch is laid end to end. Sequences of a batch know nothing of each other."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        flat = x.reshape(B * T, C)
        out, _ = attention(self.query(flat), self.key(flat), self.value(flat), causal_mask(B * T))
        return out.reshape(B, T, -1)

# %% wrong="unpacked_wrongly"
"""You take the weights for the output: attention returns the output first, the weights second."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        weights, output = attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))
        return output

# %% wrong="upper_triangle"
"""Your positions look at themselves and the future, not at the past. The triangle of the mask lies on the wrong side."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        T = x.shape[1]
        return attention(self.query(x), self.key(x), self.value(x), torch.triu(torch.ones(T, T)).bool())[0]

# %% wrong="value_bias"
"""Your projections keep their bias. The contract has none: queries, keys and values are plain matrix products of x."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]

# %% wrong="value_not_projected"
"""You mix the inputs themselves. The values are a projection of x too, of width d_head."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), x, causal_mask(x.shape[1]))[0]

# %% wrong="view_needed"
"""Your head fails on an x whose numbers do not lie in order in memory, as after a transpose. `view` needs that order; `reshape` does not, and nn.Linear takes any leading dimensions as they are."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        B, T, C = x.shape
        flat = x.view(B * T, C)
        q, k, v = (layer(flat).view(B, T, -1) for layer in (self.query, self.key, self.value))
        return attention(q, k, v, causal_mask(T))[0]

# %% wrong="widths_exchanged"
"""The layers `query`, `key` and `value` are missing or are not nn.Linear(d_model, d_head). Those names and shapes are how weights get into your model."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_head, d_model, bias=False)
        self.key = nn.Linear(d_head, d_model, bias=False)
        self.value = nn.Linear(d_head, d_model, bias=False)

    def forward(self, x):
        return attention(self.query(x), self.key(x), self.value(x), causal_mask(x.shape[1]))[0]
