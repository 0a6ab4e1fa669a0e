"""A contiguous copy first, then view, as nanoGPT does."""
def merge_heads(x):
    batch, n_heads, seq_len, d_head = x.size()
    return x.transpose(1, 2).contiguous().view(batch, seq_len, n_heads * d_head)
