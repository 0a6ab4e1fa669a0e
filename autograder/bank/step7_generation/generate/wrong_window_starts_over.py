"""When the context is full you begin a new one with the last token, and the model forgets everything. Keep the last block_size tokens at every step."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    window, new = idx[:, -model.config.block_size :], []
    with torch.no_grad():
        for _ in range(max_new_tokens):
            logits, _ = model(window)
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
            window = torch.cat([window, new[-1]], dim=1)
            if window.shape[1] > model.config.block_size:
                window = new[-1]
    model.train(training)
    return torch.cat([idx] + new, dim=1)
