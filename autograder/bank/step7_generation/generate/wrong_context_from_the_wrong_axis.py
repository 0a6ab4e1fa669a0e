"""You read the context from the wrong axis of wpe's table: that is the number of channels."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    was = model.training
    model.eval()
    for _ in range(max_new_tokens):
        seen = idx[:, -model.wpe.weight.shape[1]:]
        logits, _ = model(seen)
        new = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, new], dim=1)
    model.train(was)
    return idx
