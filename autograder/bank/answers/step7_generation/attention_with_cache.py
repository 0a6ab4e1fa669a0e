# %% right="by_hand"
"""Written out in index notation, scores masked by adding -inf."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    H, D = attn.n_heads, C // attn.n_heads
    q, k, v = F.linear(x, attn.qkv.weight, attn.qkv.bias).reshape(B, T, 3, H, D).unbind(2)  # each (B, T, H, D)
    if cache is not None:
        k, v = torch.cat([cache[0], k], 1), torch.cat([cache[1], v], 1)
    S = k.shape[1]
    scores = torch.einsum("bthd,bshd->bhts", q, k) / math.sqrt(D)
    scores = scores + torch.full((T, S), -math.inf).triu(S - T + 1)
    out = torch.einsum("bhts,bshd->bthd", torch.softmax(scores, dim=-1), v).reshape(B, T, C)
    return out @ attn.proj.weight.T + attn.proj.bias, (k, v)

# %% right="class"
"""A small class holds keys and values and extends itself."""
class Memory:
    def __init__(self):
        self.keys = self.values = None

    def extend(self, k, v):
        self.keys = k if self.keys is None else torch.cat([self.keys, k], dim=-2)
        self.values = v if self.values is None else torch.cat([self.values, v], dim=-2)
        return self.keys, self.values


def attention_with_cache(attn, x, cache):
    memory = cache or Memory()
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    k, v = memory.extend(k, v)
    T, S = x.shape[1], k.shape[2]
    output, weights = attention(q, k, v, causal_mask(S)[S - T :])
    return attn.proj(merge_heads(output)), memory

# %% right="detached"
"""Under no_grad, the layer's dropout applied where it has one."""
@torch.no_grad()
def attention_with_cache(attn, x, cache=None):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache:
        past_k, past_v = cache
        k, v = torch.cat([past_k, k], dim=2), torch.cat([past_v, v], dim=2)
    new = x.shape[1]
    output, weights = attention(q, k, v, causal_mask(k.shape[2])[-new:, :])
    return getattr(attn, "dropout", nn.Identity())(attn.proj(merge_heads(output))), (k, v)

# %% right="dictionary"
"""A dictionary with keys, values and the length so far; positions compared for the mask."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = attn.qkv(x).split(C, dim=2)
    q, k, v = split_heads(q, attn.n_heads), split_heads(k, attn.n_heads), split_heads(v, attn.n_heads)
    past = 0
    if cache is not None:
        past = cache["length"]
        k, v = torch.cat((cache["k"], k), -2), torch.cat((cache["v"], v), -2)
    mask = torch.arange(past + T)[None, :] <= torch.arange(past, past + T)[:, None]
    out = attention(q, k, v, mask)[0]
    return attn.proj(merge_heads(out)), {"k": k, "v": v, "length": past + T}

# %% right="empty_start"
"""The missing cache becomes an empty one, so that there is only one case; keys and values in one tensor."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    H = attn.n_heads
    if cache is None:
        cache = x.new_empty(2, B, H, 0, C // H)
    q, k, v = (split_heads(part, H) for part in attn.qkv(x).chunk(3, dim=-1))
    cache = torch.cat([cache, torch.stack([k, v])], dim=3)
    past = cache.shape[3] - T
    output = attention(q, cache[0], cache[1], causal_mask(past + T)[past : past + T])[0]
    return attn.proj(merge_heads(output)), cache

# %% right="heads_one_by_one"
"""A cache for each head, keys stored transposed."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    D = C // attn.n_heads
    q, k, v = attn.qkv(x).chunk(3, dim=-1)
    outputs, kept = [], []
    for h in range(attn.n_heads):
        part = slice(h * D, (h + 1) * D)
        keys, values = k[:, :, part].transpose(1, 2), v[:, :, part]
        if cache is not None:
            keys = torch.cat([cache[h][0], keys], dim=2)
            values = torch.cat([cache[h][1], values], dim=1)
        S = values.shape[1]
        scores = q[:, :, part] @ keys * D ** -0.5
        scores = scores.masked_fill(~causal_mask(S)[S - T :], float("-inf"))
        outputs.append(softmax(scores, dim=-1) @ values)
        kept.append((keys, values))
    return attn.proj(torch.cat(outputs, dim=-1)), kept

# %% right="library"
"""PyTorch's own attention with the mask as an argument."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = attn.qkv(x).view(B, T, 3, attn.n_heads, C // attn.n_heads).permute(2, 0, 3, 1, 4)
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    S = k.size(2)
    mask = torch.ones(T, S, dtype=torch.bool, device=x.device).tril(S - T)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return attn.proj(y.transpose(1, 2).reshape(B, T, C)), [k, v]

# %% right="library_three_cases"
"""PyTorch's own attention: causal for a beginning, no mask for one position, a mask for the rest."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in torch.chunk(attn.qkv(x), 3, -1))
    if cache is None:
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    else:
        k, v = torch.cat([cache[0], k], dim=-2), torch.cat([cache[1], v], dim=-2)
        if x.shape[1] == 1:
            y = F.scaled_dot_product_attention(q, k, v)
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=causal_mask(k.shape[-2])[-x.shape[1] :])
    return attn.proj(merge_heads(y)), (k, v)

# %% right="list_that_grows"
"""A list of the pieces, appended to and handed on; joined at every call."""
def attention_with_cache(attn, x, cache):
    if cache is None:
        cache = []
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    cache.append((k, v))
    keys = torch.cat([piece[0] for piece in cache], dim=2)
    values = torch.cat([piece[1] for piece in cache], dim=2)
    T, S = q.shape[2], keys.shape[2]
    mask = torch.tril(torch.ones(T, S, dtype=torch.bool), diagonal=S - T)
    return attn.proj(merge_heads(attention(q, keys, values, mask)[0])), cache

# %% right="one_by_one"
"""One new position after the other: each looks at all that is there, so no mask is needed."""
def attention_with_cache(attn, x, cache):
    keys, values = cache if cache is not None else ([], [])
    keys, values, outputs = list(keys), list(values), []
    for t in range(x.shape[1]):
        q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x[:, t : t + 1]).chunk(3, dim=-1))
        keys.append(k)
        values.append(v)
        out, _ = attention(q, torch.cat(keys, dim=2), torch.cat(values, dim=2))
        outputs.append(attn.proj(merge_heads(out)))
    return torch.cat(outputs, dim=1), (keys, values)

# %% right="pair"
"""Keys and values in a tuple, joined along the positions; the last rows of the triangle as mask."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k = torch.cat([cache[0], k], dim=2)
        v = torch.cat([cache[1], v], dim=2)
    mask = causal_mask(k.shape[2])[-q.shape[2] :]
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% right="preallocated"
"""Room made in advance, doubled when it runs out; new keys and values are written into place."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    H = attn.n_heads
    q, k, v = (split_heads(part, H) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = {"k": k.new_zeros(B, H, 4, C // H), "v": v.new_zeros(B, H, 4, C // H), "used": 0}
    start, end = cache["used"], cache["used"] + T
    room_k, room_v = cache["k"], cache["v"]
    while room_k.shape[2] < end:
        room_k = torch.cat([room_k, torch.zeros_like(room_k)], dim=2)
        room_v = torch.cat([room_v, torch.zeros_like(room_v)], dim=2)
    with torch.no_grad():
        room_k[:, :, start:end] = k
        room_v[:, :, start:end] = v
    output, _ = attention(q, room_k[:, :, :end], room_v[:, :, :end], causal_mask(end)[start:])
    return attn.proj(merge_heads(output)), {"k": room_k, "v": room_v, "used": end}

# %% right="unsplit"
"""The keys and values are kept as (B, S, 2C) and split into heads when they are needed."""
def attention_with_cache(attn, x, cache):
    T, C = x.shape[1:]
    queries, new = attn.qkv(x).split([C, 2 * C], dim=-1)
    cache = new if cache is None else torch.cat([cache, new], dim=1)
    q = split_heads(queries, attn.n_heads)
    k, v = (split_heads(part.contiguous(), attn.n_heads) for part in cache.chunk(2, dim=-1))
    output, _ = attention(q, k, v, causal_mask(cache.shape[1])[-T:])
    return attn.proj(merge_heads(output)), cache

# %% wrong="bias_forgotten"
"""You multiply by the weights of qkv and leave out its bias. Call the layer, and both are there."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in (x @ attn.qkv.weight.T).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="buffer_of_64"
"""Your cache has room for a fixed number of positions. A longer text does not fit."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    B, H, T, D = k.shape
    keys, values, start = cache if cache is not None else (k.new_zeros(B, H, 64, D), v.new_zeros(B, H, 64, D), 0)
    keys, values = keys.clone(), values.clone()
    keys[:, :, start : start + T], values[:, :, start : start + T] = k, v
    mask = torch.arange(64)[None, :] <= torch.arange(start, start + T)[:, None]
    y, _ = attention(q, keys, values, mask)
    return attn.proj(merge_heads(y)), (keys, values, start + T)

# %% wrong="cache_does_not_grow"
"""Your cache holds only the positions of the last call, so the third call has forgotten the first. What you hand back must hold all positions so far."""
def attention_with_cache(attn, x, cache):
    q, new_k, new_v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    k, v = new_k, new_v
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (new_k, new_v)

# %% wrong="cache_needed"
"""Without a cache your function stops. None stands for the beginning of a text."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="cache_not_returned"
"""You return the output alone. The cache goes back as well, or the next call knows nothing."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output))

# %% wrong="cache_of_the_first_text"
"""The cache of the first text serves the whole batch. Each text has keys and values of its own."""
def attention_with_cache(attn, x, cache):
    B = x.shape[0]
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        old_k, old_v = (part.expand(B, -1, -1, -1) for part in cache)
        k, v = torch.cat([old_k, k], dim=2), torch.cat([old_v, v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k[:1], v[:1])

# %% wrong="cache_of_the_whole_program"
"""Your cache lives outside the function, so a new text goes on where the last one ended. Everything that is remembered comes in through `cache` and goes out again; None means a fresh start."""
KEPT = {}


def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if KEPT:
        k, v = torch.cat([KEPT["k"], k], dim=2), torch.cat([KEPT["v"], v], dim=2)
    KEPT["k"], KEPT["v"] = k, v
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), KEPT

# %% wrong="cache_on_the_layer"
"""Your cache lives in one place for all texts, so two that are written in turn read each other's keys. Everything that is remembered comes in through `cache` and goes out again."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([attn.kept[0], k], dim=2), torch.cat([attn.kept[1], v], dim=2)
    attn.kept = (k, v)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), True

# %% wrong="cache_stays_at_the_first_call"
"""Your cache holds only the positions of the first call: later ones are never added. What you hand back must hold all positions so far."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = (k, v)
    else:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), cache

# %% wrong="cache_unused"
"""You return a cache and never look into the one that comes in: the new positions see only each other."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    output, _ = attention(q, k, v, causal_mask(x.shape[1]))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="empty_places_seen"
"""Your queries also see the empty places of the room that you made in advance. A key of zeros still gets its share of the softmax."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = [k.new_zeros(B, attn.n_heads, 64, C // attn.n_heads) for _ in range(2)] + [0]
    room_k, room_v, used = cache
    with torch.no_grad():
        room_k[:, :, used : used + T] = k
        room_v[:, :, used : used + T] = v
    mask = torch.ones(T, 64, dtype=torch.bool)
    mask[:, used : used + T] = causal_mask(T)
    output, _ = attention(q, room_k, room_v, mask)
    return attn.proj(merge_heads(output)), [room_k, room_v, used + T]

# %% wrong="first_rows_of_the_mask"
"""Your mask starts at row 0, as if the new positions were the first ones, so they see only the beginning. They are the last ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[: x.shape[1]])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="forgets_beyond_32"
"""Your cache forgets old positions. The uncached layer sees all of them."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
    T, S = x.shape[1], k.shape[2]
    y, _ = attention(q, k, v, causal_mask(S)[S - T :])
    return attn.proj(merge_heads(y)), (k[:, :, -32:], v[:, :, -32:])

# %% wrong="heads_not_split"
"""You never split the channels into heads: this is one wide head. The layer says how many it has."""
def attention_with_cache(attn, x, cache):
    q, k, v = attn.qkv(x).chunk(3, dim=-1)
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1)
    output, _ = attention(q, k, v, causal_mask(k.shape[1])[-x.shape[1] :])
    return attn.proj(output), (k, v)

# %% wrong="input_changed"
"""You change x itself. The block still needs it as it was."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    with torch.no_grad():
        x.copy_(attn.proj(merge_heads(output)))
    return x.clone(), (k, v)

# %% wrong="joined_along_channels"
"""You join old and new along the channels. It is the positions that grow."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=-1), torch.cat([cache[1], v], dim=-1)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="joined_along_heads"
"""You join old and new along the heads. It is the positions that grow."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="joined_along_the_batch"
"""You join old and new along the batch. It is the positions that grow."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k]), torch.cat([cache[1], v])
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="keys_only"
"""You keep the keys and forget the values. What a position hands over is needed as long as what it offers."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k = torch.cat([cache, k], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), k

# %% wrong="keys_stored_twice"
"""Keys and values get mixed up in your cache: one of them is stored in the other's place. They have the same shape, so nothing complains."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache["k"], k], dim=2), torch.cat([cache["v"], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), {"k": k, "v": k}

# %% wrong="last_output_only"
"""You give back the last position only. Each of the new positions needs its output: the next layer has to make keys of all of them."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output))[:, -1:], (k, v)

# %% wrong="layer_called"
"""You return a cache and never look into the one that comes in: the new positions see only each other."""
def attention_with_cache(attn, x, cache):
    _, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    return attn(x), (k, v)

# %% wrong="leaves_eval_behind"
"""You switch the layer to evaluation mode and leave it there. Whoever called you in training goes on without dropout."""
def attention_with_cache(attn, x, cache):
    attn.eval()
    if cache is None:
        q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
        return attn(x), (k, v)
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
    T, S = x.shape[1], k.shape[2]
    y, _ = attention(q, k, v, causal_mask(S)[S - T :])
    return attn.proj(merge_heads(y)), (k, v)

# %% wrong="library_causal"
"""Your mask starts at row 0, as if the new positions were the first ones, so they see only the beginning. They are the last ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="library_causal_at_the_start_only"
"""You mask only when there is no cache. Several new positions behind a cache see each other's future too."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output = F.scaled_dot_product_attention(q, k, v, is_causal=cache is None)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="mask_at_the_start_only"
"""You mask only when there is no cache. Several new positions behind a cache see each other's future too."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    mask = causal_mask(x.shape[1])
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
        mask = None
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="mask_for_the_new_ones_only"
"""Your mask is as wide as the new positions, but the keys reach back to the beginning. A query has a row, a key has a column: T_new by S."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(x.shape[1]))
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="mask_one_too_far"
"""Your mask is off by one: with a cache, a new position sees the one after it. The diagonal moves by as many places as there are old positions."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    past = 0
    if cache is not None:
        past = cache[0].shape[2] + 1
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    mask = torch.tril(torch.ones(x.shape[1], k.shape[2], dtype=torch.bool), diagonal=past)
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="merge_without_transpose"
"""You merge the heads by a bare reshape. A row of the result then holds several positions of one head; merge_heads moves the head axis back first."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-T:])
    return attn.proj(output.reshape(B, T, C)), (k, v)

# %% wrong="new_before_old"
"""You put the new keys and values in front of the old ones. The order of the keys is that of the positions, or the mask hides the wrong ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([k, cache[0]], dim=2), torch.cat([v, cache[1]], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="no_mask"
"""Your new positions see each other's future. It goes unnoticed as long as they come one by one; several at once need the mask."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="no_scale"
"""Your scores are not divided by √(C/H), as the layer's own are."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    scores = q @ k.transpose(-2, -1)
    scores = scores.masked_fill(~causal_mask(k.shape[2])[-T:], float("-inf"))
    return attn.proj(merge_heads(softmax(scores, dim=-1) @ v)), (k, v)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    output, cache = attn.proj(merge_heads(output)), (k, v)

# %% wrong="oldest_forgotten"
"""Your cache drops the oldest positions. An uncached pass sees them all, however many there are."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k[:, :, -8:], v[:, :, -8:])

# %% wrong="one_at_a_time_only"
"""You take for granted that the new positions come one at a time. A prompt comes all at once, and any split must give the same."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part[:, -1:], attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v)
    return attn.proj(merge_heads(output)).expand_as(x), (k, v)

# %% wrong="one_list_for_all"
"""Your cache lives in one place for all texts, so two that are written in turn read each other's keys. Everything that is remembered comes in through `cache` and goes out again."""
SHARED = []


def attention_with_cache(attn, x, cache):
    if cache is None:
        SHARED.clear()
        cache = SHARED
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    cache.append((k, v))
    k = torch.cat([piece[0] for piece in cache], dim=2)
    v = torch.cat([piece[1] for piece in cache], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), cache

# %% wrong="only_the_old_ones_seen"
"""With a cache, your new positions see the old ones but not themselves. Their own keys and values belong to what they see."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return attn.proj(merge_heads(output)), (k, v)
    output, _ = attention(q, cache[0], cache[1])
    k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="order_k_q_v"
"""You take the first third of qkv for the keys and the second for the queries. The layer's order is q, k, v."""
def attention_with_cache(attn, x, cache):
    k, q, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="order_of_the_pair"
"""You return the cache first. The order is (output, cache)."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return (k, v), attn.proj(merge_heads(output))

# %% wrong="outputs_of_all_positions"
"""You give back outputs for the old positions too. Only the new ones are asked for, (B, T_new, C); the others have been computed before."""
def attention_with_cache(attn, x, cache):
    whole = x if cache is None else torch.cat([cache, x], dim=1)
    return attn(whole), whole

# %% wrong="projection_forgotten"
"""You return the merged heads without the layer's projection."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return merge_heads(output), (k, v)

# %% wrong="residual_added"
"""You add x to the output. That is the block's business; adding it twice would double the stream."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return x + attn.proj(merge_heads(output)), (k, v)

# %% wrong="room_for_sixteen"
"""Your cache has a fixed room and does not hold a longer text. Nothing in the contract says how long a text may get."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = [k.new_zeros(B, attn.n_heads, 16, C // attn.n_heads) for _ in range(2)] + [0]
    room_k, room_v, used = cache
    with torch.no_grad():
        room_k[:, :, used : used + T] = k
        room_v[:, :, used : used + T] = v
    used += T
    output, _ = attention(q, room_k[:, :, :used], room_v[:, :, :used], causal_mask(used)[-T:])
    return attn.proj(merge_heads(output)), [room_k, room_v, used]

# %% wrong="scale_by_model_width"
"""Your scores are divided by √C, the width of the whole model. Each score is a product of C/H numbers, those of one head."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    scores = q @ k.transpose(-2, -1) / math.sqrt(C)
    scores = scores.masked_fill(~causal_mask(k.shape[2])[-T:], float("-inf"))
    return attn.proj(merge_heads(softmax(scores, dim=-1) @ v)), (k, v)

# %% wrong="scaled_again_at_each_call"
"""The keys in your cache are scaled anew at every call, so the oldest fade more and more. Scale the queries, or the scores, and keep the keys as they are."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    k = k / math.sqrt(k.shape[-1])
    scores = (q @ k.transpose(-2, -1)).masked_fill(~causal_mask(k.shape[2])[-T:], float("-inf"))
    return attn.proj(merge_heads(softmax(scores, dim=-1) @ v)), (k, v)

# %% wrong="split_without_transpose"
"""You reshape straight to (B, H, T, D). The shapes are right, but the "positions" of a head are put together from pieces of several: split the channels first, then move the head axis."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (part.reshape(B, attn.n_heads, T, -1) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-T:])
    return attn.proj(output.reshape(B, T, C)), (k, v)

# %% wrong="strict_mask"
"""With a cache, your new positions see the old ones but not themselves. Their own keys and values belong to what they see."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    past = 0
    if cache is not None:
        past = cache[0].shape[2] - 1
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    mask = torch.tril(torch.ones(x.shape[1], k.shape[2], dtype=torch.bool), diagonal=past)
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="triangle_without_the_past"
"""Your mask starts at row 0, as if the new positions were the first ones, so they see only the beginning. They are the last ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    mask = torch.tril(torch.ones(x.shape[1], k.shape[2], dtype=torch.bool))
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="values_stored_as_keys"
"""Keys and values get mixed up in your cache: one of them is stored in the other's place. They have the same shape, so nothing complains."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (v, k)

# %% wrong="first_rows_but_for_one"
"""For several new positions your mask begins at row 0, as if they were the first ones of the text; only a single one is right, since it needs no mask. They are the last ones of S: so are their rows."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    mask = None if x.shape[1] == 1 else causal_mask(k.shape[2])[: x.shape[1]]
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)

# %% wrong="mask_of_1024"
"""Your mask has a fixed size. A text may be longer than it: make the mask for as many positions as there are."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    S, T = k.shape[2], x.shape[1]
    output, _ = attention(q, k, v, causal_mask(1024)[S - T : S, :S])
    return attn.proj(merge_heads(output)), (k, v)
