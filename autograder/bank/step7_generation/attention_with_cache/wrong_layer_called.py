"""You return a cache and never look into the one that comes in: the new positions see only each other."""
def attention_with_cache(attn, x, cache):
    _, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    return attn(x), (k, v)
