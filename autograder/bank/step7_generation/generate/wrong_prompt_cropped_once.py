"""You hand the model more tokens than it takes. Before each call, crop to the last model.config.block_size of them; the text itself may grow on."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    with torch.no_grad():
        window, new = idx[:, -model.config.block_size :], []
        for _ in range(max_new_tokens):
            logits, _ = model(window)
            new.append(sample_next(logits[:, -1], temperature, top_k, top_p, generator))
            window = torch.cat([window, new[-1]], dim=1)
    model.train(training)
    return torch.cat([idx] + new, dim=1)
