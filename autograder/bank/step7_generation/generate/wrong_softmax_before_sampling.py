"""You hand probabilities to sample_next. It expects logits and takes the softmax itself; twice flattens the distribution almost to chance."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            probabilities = torch.softmax(logits[:, -1], dim=-1)
            token = sample_next(probabilities, temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
