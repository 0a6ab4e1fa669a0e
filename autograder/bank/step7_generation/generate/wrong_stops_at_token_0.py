"""You stop as soon as all texts have written token 0: fewer tokens come back than were ordered."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.config.block_size:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
        if (new == 0).all():
            break
    model.train(was)
    return idx
