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
