"""A dictionary with keys, values and the length so far; positions compared for the mask."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = attn.qkv(x).split(C, dim=2)
    q, k, v = split_heads(q, attn.n_heads), split_heads(k, attn.n_heads), split_heads(v, attn.n_heads)
    past = 0
    if cache is not None:
        past = cache["length"]
        k, v = torch.cat((cache["k"], k), -2), torch.cat((cache["v"], v), -2)
    mask = torch.arange(past + T)[None, :] <= torch.arange(past, past + T)[:, None]
    out = attention(q, k, v, mask)[0]
    return attn.proj(merge_heads(out)), {"k": k, "v": v, "length": past + T}
