"""You continue from the logits of the last position but one: they predict the token that is already there."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            place = max(logits.shape[1] - 2, 0)
            token = sample_next(logits[:, place], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
