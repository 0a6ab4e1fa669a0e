"""The whole result is made first and filled in."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    B, T = idx.shape
    out = torch.zeros(B, T + max_new_tokens, dtype=idx.dtype, device=idx.device)
    out[:, :T] = idx
    training = model.training
    model.eval()
    with torch.no_grad():
        for t in range(T, T + max_new_tokens):
            first = max(t - model.config.block_size, 0)
            logits, loss = model(out[:, first:t])
            out[:, t : t + 1] = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
    if training:
        model.train()
    return out
