"""Room made in advance, doubled when it runs out; new keys and values are written into place."""
def attention_with_cache(attn, x, cache):
    B, T, C = x.shape
    H = attn.n_heads
    q, k, v = (split_heads(part, H) for part in attn.qkv(x).chunk(3, dim=-1))
    if cache is None:
        cache = {"k": k.new_zeros(B, H, 4, C // H), "v": v.new_zeros(B, H, 4, C // H), "used": 0}
    start, end = cache["used"], cache["used"] + T
    room_k, room_v = cache["k"], cache["v"]
    while room_k.shape[2] < end:
        room_k = torch.cat([room_k, torch.zeros_like(room_k)], dim=2)
        room_v = torch.cat([room_v, torch.zeros_like(room_v)], dim=2)
    with torch.no_grad():
        room_k[:, :, start:end] = k
        room_v[:, :, start:end] = v
    output, _ = attention(q, room_k[:, :, :end], room_v[:, :, :end], causal_mask(end)[start:])
    return attn.proj(merge_heads(output)), {"k": room_k, "v": room_v, "used": end}
