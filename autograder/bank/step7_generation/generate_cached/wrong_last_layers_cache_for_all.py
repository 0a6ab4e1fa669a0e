"""All your layers share one cache. Each layer has keys and values of its own, so each needs its own cache."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, done = [None] * len(model.h), 0
        for _ in range(max_new_tokens):
            if idx.shape[1] > block_size:
                logits = model(idx[:, -block_size:])[0]
            else:
                new = idx[:, done:]
                x = model.wte(new) + model.wpe(torch.arange(done, idx.shape[1], device=idx.device))
                for i, block in enumerate(model.h):
                    output, caches[-1] = attention_with_cache(block.attn, block.ln_1(x), caches[-1])
                    x = x + output
                    x = x + block.mlp(block.ln_2(x))
                logits = model.lm_head(model.ln_f(x))
                done = idx.shape[1]
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
