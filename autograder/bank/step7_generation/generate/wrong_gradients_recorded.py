"""The model records what backpropagation would need, at every step. Nothing is learned here: switch gradients off, or memory fills up."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
