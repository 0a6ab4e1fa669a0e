"""You never split the channels into heads: this is one wide head. The layer says how many it has."""
def attention_with_cache(attn, x, cache):
    q, k, v = attn.qkv(x).chunk(3, dim=-1)
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=1), torch.cat([cache[1], v], dim=1)
    output, _ = attention(q, k, v, causal_mask(k.shape[1])[-x.shape[1] :])
    return attn.proj(output), (k, v)
