"""You write one token too many."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens + 1):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
