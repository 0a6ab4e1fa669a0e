"""You write into the prompt that was handed in. It belongs to the caller: slide a copy."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training, out = model.training, idx.clone()
    model.eval()
    for _ in range(max_new_tokens):
        if idx.shape[1] < model.config.block_size:
            logits, _ = model(out[:, -model.config.block_size :])
        else:
            logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        out = torch.cat([out, token], dim=1)
        idx[:, :-1] = idx[:, 1:].clone()
        idx[:, -1:] = token
    model.train(training)
    return out
