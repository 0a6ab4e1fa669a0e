"""The smallest finite number of the type, filled into the scores in place."""
def attention(q, k, v, mask=None):
    q_scaled = q / math.sqrt(q.shape[-1])
    attn = q_scaled @ k.swapaxes(-1, -2)
    if mask is not None:
        attn.masked_fill_(~mask, torch.finfo(attn.dtype).min)
    attn = torch.softmax(attn, dim=-1)
    return attn @ v, attn
