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
