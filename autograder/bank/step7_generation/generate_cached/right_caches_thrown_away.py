"""One loop: when the window has to move, all caches are thrown away and the window is read anew."""
def cached_step(model, tokens, position, caches):
    x = model.wte(tokens) + model.wpe(torch.arange(position, position + tokens.shape[1]))
    kept = []
    for block, cache in zip(model.h, caches):
        attended, cache = attention_with_cache(block.attn, block.ln_1(x), cache)
        kept.append(cache)
        x = x + attended
        x = x + block.mlp(block.ln_2(x))
    return model.lm_head(model.ln_f(x[:, -1:]))[:, -1], kept


@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was_training = model.training
    model.eval()
    fresh = [None] * len(model.h)
    caches, position, tokens = fresh, 0, idx[:, -model.config.block_size :]
    for _ in range(max_new_tokens):
        if position + tokens.shape[1] > model.config.block_size:
            caches, position, tokens = fresh, 0, idx[:, -model.config.block_size :]
        logits, caches = cached_step(model, tokens, position, caches)
        position += tokens.shape[1]
        tokens = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, tokens], dim=1)
    model.train(was_training)
    return idx
