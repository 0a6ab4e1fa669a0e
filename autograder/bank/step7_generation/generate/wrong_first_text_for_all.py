"""Every text of the batch gets the token of the first one. Each has its own."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:1, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token.expand(len(idx), 1)], dim=1)
    model.train(training)
    return idx
