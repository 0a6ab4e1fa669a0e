"""You return the perplexity, e to the loss. The loss itself is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return math.exp(total / n_batches)
