"""You mask only when there is no cache. Several new positions behind a cache see each other's future too."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    mask = causal_mask(x.shape[1])
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
        mask = None
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)
