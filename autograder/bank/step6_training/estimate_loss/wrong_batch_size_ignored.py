"""Your batches do not have batch_size windows: the number is written into your code."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, 32, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
