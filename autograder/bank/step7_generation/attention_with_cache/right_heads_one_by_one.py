"""A cache for each head, keys stored transposed."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    D = C // attn.n_heads
    q, k, v = attn.qkv(x).chunk(3, dim=-1)
    outputs, kept = [], []
    for h in range(attn.n_heads):
        part = slice(h * D, (h + 1) * D)
        keys, values = k[:, :, part].transpose(1, 2), v[:, :, part]
        if cache is not None:
            keys = torch.cat([cache[h][0], keys], dim=2)
            values = torch.cat([cache[h][1], values], dim=1)
        S = values.shape[1]
        scores = q[:, :, part] @ keys * D ** -0.5
        scores = scores.masked_fill(~causal_mask(S)[S - T :], float("-inf"))
        outputs.append(softmax(scores, dim=-1) @ values)
        kept.append((keys, values))
    return attn.proj(torch.cat(outputs, dim=-1)), kept
