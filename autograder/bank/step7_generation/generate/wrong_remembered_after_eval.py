"""You leave the model in evaluation mode. If it was training, the training would go on without dropout and nobody would notice: restore the mode that you found."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    model.eval()
    training = model.training
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.train(training)
    return idx
