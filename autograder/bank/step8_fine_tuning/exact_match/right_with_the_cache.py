"""The answer is written by generate_cached at temperature 0."""
@torch.no_grad()
def exact_match(model, pairs, pad_id=0):
    exact = []
    for x, y in pairs:
        start = int((y != -100).float().argmax()) + 1
        wanted = y[start - 1 :]
        prompt = x[:start].unsqueeze(0).to(next(model.parameters()).device)
        written = generate_cached(model, prompt, len(wanted), temperature=0)[0, start:].cpu()
        exact.append(bool((written == wanted).all()))
    return float(np.mean(exact))
