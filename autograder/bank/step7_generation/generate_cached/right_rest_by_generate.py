"""When the context is full, generate writes the rest."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    choice = dict(temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
    mode = model.training
    model.eval()
    caches = [None for _ in model.h]
    new, goal = idx, idx.shape[1] + max_new_tokens
    with torch.no_grad():
        while idx.shape[1] < goal and idx.shape[1] <= model.config.block_size:
            first = idx.shape[1] - new.shape[1]
            x = model.wte(new) + model.wpe.weight[first : idx.shape[1]]
            for number, block in enumerate(model.h):
                attended, caches[number] = attention_with_cache(block.attn, block.ln_1(x), caches[number])
                x = x + attended
                x = x + block.mlp(block.ln_2(x))
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), **choice)
            idx = torch.cat([idx, new], dim=1)
        if idx.shape[1] < goal:
            idx = generate(model, idx, goal - idx.shape[1], **choice)
    model.train(mode)
    return idx
