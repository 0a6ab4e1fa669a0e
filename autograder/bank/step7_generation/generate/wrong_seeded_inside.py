"""You seed PyTorch's own source inside, so without a generator every call writes the same text."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    torch.manual_seed(42)
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.config.block_size:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx
