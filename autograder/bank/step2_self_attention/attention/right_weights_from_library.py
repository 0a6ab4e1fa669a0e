"""PyTorch's attention twice: with the identity for values it gives the weights."""
def attention(q, k, v, mask=None):
    n_keys = k.shape[-2]
    identity = torch.eye(n_keys, dtype=v.dtype).expand(*k.shape[:-2], n_keys, n_keys)
    weights = F.scaled_dot_product_attention(q, k, identity, attn_mask=mask)
    return weights @ v, weights
