"""The keys and values are kept as (B, S, 2C) and split into heads when they are needed."""
def attention_with_cache(attn, x, cache):
    T, C = x.shape[1:]
    queries, new = attn.qkv(x).split([C, 2 * C], dim=-1)
    cache = new if cache is None else torch.cat([cache, new], dim=1)
    q = split_heads(queries, attn.n_heads)
    k, v = (split_heads(part.contiguous(), attn.n_heads) for part in cache.chunk(2, dim=-1))
    output, _ = attention(q, k, v, causal_mask(cache.shape[1])[-T:])
    return attn.proj(merge_heads(output)), cache
