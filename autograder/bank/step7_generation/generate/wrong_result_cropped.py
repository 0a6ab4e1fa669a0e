"""You return the last block_size tokens. Cropping is for the model's eyes only: the result is the whole text, prompt included."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            idx = idx[:, -model.config.block_size :]
            logits, _ = model(idx)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
