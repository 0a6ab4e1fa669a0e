"""PyTorch's own attention: causal for a beginning, no mask for one position, a mask for the rest."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in torch.chunk(attn.qkv(x), 3, -1))
    if cache is None:
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    else:
        k, v = torch.cat([cache[0], k], dim=-2), torch.cat([cache[1], v], dim=-2)
        if x.shape[1] == 1:
            y = F.scaled_dot_product_attention(q, k, v)
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=causal_mask(k.shape[-2])[-x.shape[1] :])
    return attn.proj(merge_heads(y)), (k, v)
