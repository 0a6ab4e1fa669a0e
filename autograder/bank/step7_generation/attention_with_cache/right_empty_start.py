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
