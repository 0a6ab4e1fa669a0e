"""You merge the heads by a bare reshape. A row of the result then holds several positions of one head; merge_heads moves the head axis back first."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-T:])
    return attn.proj(output.reshape(B, T, C)), (k, v)
