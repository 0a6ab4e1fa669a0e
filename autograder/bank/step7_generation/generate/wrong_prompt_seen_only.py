"""The model looks at the prompt each time and never at what it has written. The new token has to become part of the text before the next call."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    new = []
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(idx[:, -model.config.block_size :])
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
    model.train(training)
    return torch.cat([idx] + new, dim=1)
