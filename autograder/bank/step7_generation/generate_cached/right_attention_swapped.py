"""The layers' own forward is replaced for the time being, so that the blocks run as they are."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, size = model.training, model.config.block_size
    model.eval()
    memory = {}

    def remember(attn):
        def forward(x):
            y, memory[attn] = attention_with_cache(attn, x, memory.get(attn))
            return y

        return forward

    def use(cached):
        for block in model.h:
            if cached:
                block.attn.forward = remember(block.attn)
            elif "forward" in vars(block.attn):
                del block.attn.forward

    read = 0
    with torch.no_grad():
        for _ in range(max_new_tokens):
            T = idx.shape[1]
            if T <= size:
                use(cached=True)
                x = model.wte(idx[:, read:]) + model.wpe(torch.arange(read, T))
                for block in model.h:
                    x = block(x)
                logits = model.lm_head(model.ln_f(x))
                read = T
                use(cached=False)
            else:
                logits, _ = model(idx[:, -size:])
            idx = torch.cat([idx, sample_next(logits[:, -1], temperature, top_k, top_p, generator)], dim=1)
    model.train(training)
    return idx
