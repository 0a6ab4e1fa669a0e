"""You read all but the last token of the prompt first. A prompt of a single token leaves nothing to read there."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was, size = model.training, model.config.block_size
    model.eval()
    caches, read, new = [None] * len(model.h), 0, idx
    if idx.shape[1] <= size:
        x = model.wte(idx[:, :-1]) + model.wpe(torch.arange(idx.shape[1] - 1))
        for i, block in enumerate(model.h):
            y, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + y
            x = x + block.mlp(block.ln_2(x))
        logits = model.lm_head(model.ln_f(x[:, -1]))  # not needed yet
        read, new = idx.shape[1] - 1, idx[:, -1:]
    for _ in range(max_new_tokens):
        if idx.shape[1] > size:
            caches, read, new = [None] * len(model.h), 0, idx[:, -size:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1]))
        for i, block in enumerate(model.h):
            y, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + y
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx
