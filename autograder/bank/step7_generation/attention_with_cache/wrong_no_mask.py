"""Your new positions see each other's future. It goes unnoticed as long as they come one by one; several at once need the mask."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output, _ = attention(q, k, v)
    return attn.proj(merge_heads(output)), (k, v)
