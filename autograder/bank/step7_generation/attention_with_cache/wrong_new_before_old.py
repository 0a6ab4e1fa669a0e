"""You put the new keys and values in front of the old ones. The order of the keys is that of the positions, or the mask hides the wrong ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([k, cache[0]], dim=2), torch.cat([v, cache[1]], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), (k, v)
