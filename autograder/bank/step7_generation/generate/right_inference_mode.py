"""inference_mode; the mode is only touched when it has to be."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    back = model.training
    if back:
        model.eval()
    pieces = [idx]
    with torch.inference_mode():
        for _ in range(max_new_tokens):
            text = torch.cat(pieces, dim=1)[:, -model.config.block_size :]
            pieces.append(sample_next(model(text)[0][:, -1], temperature, top_k, top_p, generator))
    if back:
        model.train()
    return torch.cat(pieces, dim=1)
