"""One text of the batch after the other."""
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    rows = []
    with torch.no_grad():
        for row in idx:
            ids = row.unsqueeze(0)
            for _ in range(max_new_tokens):
                logits, _ = model(ids[:, -model.config.block_size :])
                ids = torch.cat([ids, sample_next(logits[:, -1], temperature, top_k, top_p, generator)], dim=1)
            rows.append(ids)
    for module, mode in modes.items():
        module.training = mode
    return torch.cat(rows, dim=0)
