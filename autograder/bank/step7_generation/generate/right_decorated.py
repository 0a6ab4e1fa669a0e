"""no_grad as a decorator, try and finally for the mode, arguments by name."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    mode = model.training
    try:
        model.eval()
        for step in range(max_new_tokens):
            start = max(0, idx.size(1) - model.config.block_size)
            logits = model(idx[:, start:])[0][:, -1, :]
            nxt = sample_next(logits, temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
            idx = torch.cat((idx, nxt), dim=-1)
    finally:
        model.train(mode)
    return idx
