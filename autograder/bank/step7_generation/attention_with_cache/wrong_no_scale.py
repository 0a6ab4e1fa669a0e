"""Your scores are not divided by √(C/H), as the layer's own are."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    scores = q @ k.transpose(-2, -1)
    scores = scores.masked_fill(~causal_mask(k.shape[2])[-T:], float("-inf"))
    return attn.proj(merge_heads(softmax(scores, dim=-1) @ v)), (k, v)
