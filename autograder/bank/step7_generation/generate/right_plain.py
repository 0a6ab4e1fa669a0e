"""The plain loop, with eval, no_grad and the mode remembered."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            window = idx[:, -model.config.block_size :]
            logits, _ = model(window)
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(was_training)
    return idx
