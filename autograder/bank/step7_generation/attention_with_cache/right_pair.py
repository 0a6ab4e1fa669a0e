"""Keys and values in a tuple, joined along the positions; the last rows of the triangle as mask."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k = torch.cat([cache[0], k], dim=2)
        v = torch.cat([cache[1], v], dim=2)
    mask = causal_mask(k.shape[2])[-q.shape[2] :]
    output, _ = attention(q, k, v, mask)
    return attn.proj(merge_heads(output)), (k, v)
