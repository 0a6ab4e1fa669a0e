"""Your mask starts at row 0, as if the new positions were the first ones, so they see only the beginning. They are the last ones."""
def attention_with_cache(attn, x, cache):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is not None:
        k, v = torch.cat([cache[0], k], dim=2), torch.cat([cache[1], v], dim=2)
    output = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    return attn.proj(merge_heads(output)), (k, v)
