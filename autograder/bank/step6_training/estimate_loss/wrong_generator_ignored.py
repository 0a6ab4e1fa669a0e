"""The generator that you were handed is not used, so the same seed gives another estimate each time. Pass it on to get_batch."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
