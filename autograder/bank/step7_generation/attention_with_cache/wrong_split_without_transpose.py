"""You reshape straight to (B, H, T, D). The shapes are right, but the "positions" of a head are put together from pieces of several: split the channels first, then move the head axis."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (part.reshape(B, attn.n_heads, T, -1) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-T:])
    return attn.proj(output.reshape(B, T, C)), (k, v)
