"""You read the context from the wrong axis of wpe's table: that is the number of channels."""
@torch.no_grad()
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    caches = [None] * len(model.h)
    read = 0
    new = idx
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.wpe.weight.shape[1]:
            caches = [None] * len(model.h)
            read = 0
            new = idx[:, -model.wpe.weight.shape[1]:]
        x = model.wte(new) + model.wpe(torch.arange(read, read + new.shape[1], device=idx.device))
        for i, block in enumerate(model.h):
            out, caches[i] = attention_with_cache(block.attn, block.ln_1(x), caches[i])
            x = x + out
            x = x + block.mlp(block.ln_2(x))
        read += new.shape[1]
        logits = model.lm_head(model.ln_f(x[:, -1]))
        new = sample_next(logits, temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx
