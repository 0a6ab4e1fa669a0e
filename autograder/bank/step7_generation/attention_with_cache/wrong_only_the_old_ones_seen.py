"""With a cache, your new positions see the old ones but not themselves. Their own keys and values belong to what they see."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        output, _ = attention(q, k, v, causal_mask(x.shape[1]))
        return attn.proj(merge_heads(output)), (k, v)
    output, _ = attention(q, cache[0], cache[1])
    k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    return attn.proj(merge_heads(output)), (k, v)
