"""With max_new_tokens = 0 your function gives nothing back, or a token all the same. Then the prompt comes back as it is."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        while True:
            logits, _ = model(idx[:, -model.config.block_size :])
            token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
            idx = torch.cat([idx, token], dim=1)
            max_new_tokens -= 1
            if max_new_tokens <= 0:
                break
    model.train(training)
    return idx
