"""A generator function yields token by token, and generate collects them."""
def stream(model, idx, max_new_tokens, **choice):
    for _ in range(max_new_tokens):
        if idx.shape[1] > model.config.block_size:
            window = idx[:, idx.shape[1] - model.config.block_size :]
        else:
            window = idx
        with torch.no_grad():
            logits, _ = model(window)
        token = sample_next(logits[:, -1], **choice)
        idx = torch.cat([idx, token], dim=1)
        yield token


def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    choice = dict(temperature=temperature, top_k=top_k, top_p=top_p, generator=generator)
    new = list(stream(model, idx, max_new_tokens, **choice))
    model.train(training)
    return torch.cat([idx] + new, dim=1)
