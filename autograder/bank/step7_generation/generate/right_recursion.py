"""One token, then the rest by calling itself."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    if max_new_tokens == 0:
        return idx.clone()
    training = model.training
    model.eval()
    with torch.no_grad():
        logits, _ = model(idx[:, -model.config.block_size :])
    model.train(training)
    token = sample_next(logits[:, -1, :], temperature, top_k, top_p, generator)
    longer = torch.cat([idx, token], dim=1)
    return generate(model, longer, max_new_tokens - 1, temperature, top_k, top_p, generator)
