"""You take for granted that the new positions come one at a time. A prompt comes all at once, and any split must give the same."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part[:, -1:], attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v)
    return attn.proj(merge_heads(output)).expand_as(x), (k, v)
