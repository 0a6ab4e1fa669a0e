"""One new position after the other: each looks at all that is there, so no mask is needed."""
def attention_with_cache(attn, x, cache):
    keys, values = cache if cache is not None else ([], [])
    keys, values, outputs = list(keys), list(values), []
    for t in range(x.shape[1]):
        q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x[:, t : t + 1]).chunk(3, dim=-1))
        keys.append(k)
        values.append(v)
        out, _ = attention(q, torch.cat(keys, dim=2), torch.cat(values, dim=2))
        outputs.append(attn.proj(merge_heads(out)))
    return torch.cat(outputs, dim=1), (keys, values)
