"""`logits[-1]` is the last text of the batch, not the last position of each text."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[-1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token[-1:].expand(idx.shape[0], 1)], dim=1)
    model.train(training)
    return idx
