"""Your mask is as wide as the new positions, but the keys reach back to the beginning. A query has a row, a key has a column: T_new by S."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(x.shape[1]))
    return attn.proj(merge_heads(output)), (k, v)
