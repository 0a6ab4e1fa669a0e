"""Your cache has a fixed room and does not hold a longer text. Nothing in the contract says how long a text may get."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = [k.new_zeros(B, attn.n_heads, 16, C // attn.n_heads) for _ in range(2)] + [0]
    room_k, room_v, used = cache
    with torch.no_grad():
        room_k[:, :, used : used + T] = k
        room_v[:, :, used : used + T] = v
    used += T
    output, _ = attention(q, room_k[:, :, :used], room_v[:, :, :used], causal_mask(used)[-T:])
    return attn.proj(merge_heads(output)), [room_k, room_v, used]
