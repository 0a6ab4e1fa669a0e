"""A small class holds keys and values and extends itself."""
class Memory:
    def __init__(self):
        self.keys = self.values = None

    def extend(self, k, v):
        self.keys = k if self.keys is None else torch.cat([self.keys, k], dim=-2)
        self.values = v if self.values is None else torch.cat([self.values, v], dim=-2)
        return self.keys, self.values


def attention_with_cache(attn, x, cache):
    memory = cache or Memory()
    q, k, v = (split_heads(part, attn.n_heads) for part in attn.qkv(x).chunk(3, dim=-1))
    k, v = memory.extend(k, v)
    T, S = x.shape[1], k.shape[2]
    output, weights = attention(q, k, v, causal_mask(S)[S - T :])
    return attn.proj(merge_heads(output)), memory
