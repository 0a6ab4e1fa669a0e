"""You keep the keys and forget the values. What a position hands over is needed as long as what it offers."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k = torch.cat([cache, k], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), k
