"""Two functions: one writes with caches and hands over to generate when the window is full; it calls itself."""
def _continue(model, idx, new, caches, left, choice):
    if left == 0:
        return idx
    T = idx.shape[1]
    if T > model.config.block_size:
        return generate(model, idx, left, **choice)
    x = model.wte(new) + model.wpe(torch.arange(T - new.shape[1], T))
    fresh = []
    for block, cache in zip(model.h, caches):
        y, cache = attention_with_cache(block.attn, block.ln_1(x), cache)
        fresh.append(cache)
        x = x + y
        x = x + block.mlp(block.ln_2(x))
    token = sample_next(model.lm_head(model.ln_f(x))[:, -1], **choice)
    return _continue(model, torch.cat([idx, token], dim=1), token, fresh, left - 1, choice)


def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    choice = {"temperature": temperature, "top_k": top_k, "top_p": top_p, "generator": generator}
    try:
        with torch.no_grad():
            return _continue(model, idx, idx, [None] * len(model.h), max_new_tokens, choice)
    finally:
        model.train(training)
