"""The cache of the first text serves the whole batch. Each text has keys and values of its own."""
def attention_with_cache(attn, x, cache):
    B = x.shape[0]
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        old_k, old_v = (part.expand(B, -1, -1, -1) for part in cache)
        k, v = torch.cat([old_k, k], dim=2), torch.cat([old_v, v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k[:1], v[:1])
