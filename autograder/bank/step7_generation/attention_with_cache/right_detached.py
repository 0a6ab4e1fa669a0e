"""Under no_grad, the layer's dropout applied where it has one."""
@torch.no_grad()
def attention_with_cache(attn, x, cache=None):
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache:
        past_k, past_v = cache
        k, v = torch.cat([past_k, k], dim=2), torch.cat([past_v, v], dim=2)
    new = x.shape[1]
    output, weights = attention(q, k, v, causal_mask(k.shape[2])[-new:, :])
    return getattr(attn, "dropout", nn.Identity())(attn.proj(merge_heads(output))), (k, v)
