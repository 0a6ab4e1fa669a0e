"""reshape and permute, and a contiguous copy at the end."""
def split_heads(x, n_heads):
    batch, seq_len, d_model = x.size()
    if d_model % n_heads:
        raise ValueError("d_model must be a multiple of n_heads")
    x = x.reshape(batch, seq_len, n_heads, -1)
    return x.permute(0, 2, 1, 3).contiguous()
