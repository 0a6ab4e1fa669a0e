"""The texts as lists of ids, made into a tensor for each call of the model."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    texts = idx.tolist()
    was, grad = model.training, torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    for _ in range(max_new_tokens):
        x = torch.tensor([text[-model.config.block_size :] for text in texts], device=idx.device)
        tokens = sample_next(model(x)[0][:, -1], temperature, top_k, top_p, generator)
        for text, token in zip(texts, tokens.flatten().tolist()):
            text.append(token)
    torch.set_grad_enabled(grad)
    model.train(was)
    return torch.tensor(texts, dtype=torch.long)
