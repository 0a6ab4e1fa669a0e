"""The model sees only the last token each time and has no idea what stood before. Without a cache it needs the whole text again."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        token = idx[:, -model.config.block_size :]
        for _ in range(max_new_tokens):
            logits, _ = model(token)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
