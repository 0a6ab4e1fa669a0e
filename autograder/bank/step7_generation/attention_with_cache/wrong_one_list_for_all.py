"""Your cache lives in one place for all texts, so two that are written in turn read each other's keys. Everything that is remembered comes in through `cache` and goes out again."""
SHARED = []


def attention_with_cache(attn, x, cache):
    if cache is None:
        SHARED.clear()
        cache = SHARED
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    cache.append((k, v))
    k = torch.cat([piece[0] for piece in cache], dim=2)
    v = torch.cat([piece[1] for piece in cache], dim=2)
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), cache
