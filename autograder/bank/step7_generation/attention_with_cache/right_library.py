"""PyTorch's own attention with the mask as an argument."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = attn.qkv(x).view(B, T, 3, attn.n_heads, C // attn.n_heads).permute(2, 0, 3, 1, 4)
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    S = k.size(2)
    mask = torch.ones(T, S, dtype=torch.bool, device=x.device).tril(S - T)
    y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return attn.proj(y.transpose(1, 2).reshape(B, T, C)), [k, v]
