"""Your cache forgets old positions. The uncached layer sees all of them."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
    T, S = x.shape[1], k.shape[2]
    y, _ = attention(q, k, v, causal_mask(S)[S - T :])
    return attn.proj(merge_heads(y)), (k[:, :, -32:], v[:, :, -32:])
