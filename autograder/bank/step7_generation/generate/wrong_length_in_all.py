"""You take max_new_tokens for the length of the whole result. It counts the new tokens; the prompt comes on top."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        while idx.shape[1] < max_new_tokens:
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
