"""You restore the mode of the model itself and forget its layers: they are still in evaluation mode. `train` reaches all of them."""
@torch.no_grad()
def generate(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    training = model.training
    model.eval()
    for _ in range(max_new_tokens):
        logits, _ = model(idx[:, -model.config.block_size :])
        token = sample_next(logits[:, -1], temperature, top_k, top_p, generator)
        idx = torch.cat([idx, token], dim=1)
    model.training = training
    return idx
