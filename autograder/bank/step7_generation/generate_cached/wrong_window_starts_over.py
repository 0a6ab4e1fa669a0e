"""When the context is full you begin a new one with the last token alone. generate keeps the last block_size tokens at every step, and your output must be the same."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    block_size = model.config.block_size
    training = model.training
    model.eval()
    with torch.no_grad():
        caches, position, new = [None] * len(model.h), 0, idx[:, -block_size:]
        for _ in range(max_new_tokens):
            if position + new.shape[1] > block_size:
                caches, position = [None] * len(model.h), 0
            x = model.wte(new) + model.wpe(torch.arange(position, position + new.shape[1], device=idx.device))
            for i, block in enumerate(model.h):
                output, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
                x = x + output
                x = x + block.mlp(block.ln_2(x))
            position += new.shape[1]
            new = sample_next(model.lm_head(model.ln_f(x[:, -1])), temperature, top_k, top_p, generator)
            idx = torch.cat([idx, new], dim=1)
    model.train(training)
    return idx
