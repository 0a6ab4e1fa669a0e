"""Written out in index notation, scores masked by adding -inf."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    H, D = attn.n_heads, C // attn.n_heads
    q, k, v = F.linear(x, attn.qkv.weight, attn.qkv.bias).reshape(B, T, 3, H, D).unbind(2)  # each (B, T, H, D)
    if cache is not None:
        k, v = torch.cat([cache[0], k], 1), torch.cat([cache[1], v], 1)
    S = k.shape[1]
    scores = torch.einsum("bthd,bshd->bhts", q, k) / math.sqrt(D)
    scores = scores + torch.full((T, S), -math.inf).triu(S - T + 1)
    out = torch.einsum("bhts,bshd->bthd", torch.softmax(scores, dim=-1), v).reshape(B, T, C)
    return out @ attn.proj.weight.T + attn.proj.bias, (k, v)
