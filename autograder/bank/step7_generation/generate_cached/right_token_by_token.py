"""The prompt is read token by token too, each with a position of its own."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, T = model.training, idx.shape[1]
    model.eval()
    caches = {}
    out = torch.empty(idx.shape[0], T + max_new_tokens, dtype=idx.dtype)
    out[:, :T] = idx
    read = 0
    for t in range(T, T + max_new_tokens):
        if t > model.config.block_size:
            logits = model(out[:, t - model.config.block_size : t])[0][:, -1]
        else:
            while read < t:
                x = model.wte(out[:, read]).unsqueeze(1) + model.wpe(torch.tensor(read))
                for block in model.h:
                    a, caches[block] = attention_with_cache(block.attn, block.ln_1(x), caches.get(block))
                    x = x + a
                    x = x + block.mlp(block.ln_2(x))
                read += 1
            logits = model.lm_head(model.ln_f(x))[:, 0]
        out[:, t : t + 1] = sample_next(logits, temperature, top_k, top_p, generator)
    model.train(training)
    return out
