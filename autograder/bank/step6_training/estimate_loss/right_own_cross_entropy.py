"""The exercise's own cross-entropy on the logits."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    before = model.training
    model.train(False)
    losses = []
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            logits, _ = model(x)
            losses.append(cross_entropy(logits, y))
    model.train(before)
    return torch.stack(losses).mean().item()
