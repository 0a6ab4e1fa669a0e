"""A window of its own slides along; the result is collected beside it."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.train(False)
    block_size = model.config.block_size
    window, result = idx[:, -block_size:], idx
    while result.shape[1] < idx.shape[1] + max_new_tokens:
        logits = model(window)[0]
        token = sample_next(logits.select(1, -1), temperature, top_k, top_p, generator)
        result = torch.cat([result, token], dim=1)
        window = torch.cat([window, token], dim=1)[:, -block_size:]
    model.train(training)
    return result
