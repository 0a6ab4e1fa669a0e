"""You measure the same batch n_batches times. Draw a new one each time: that is what makes the mean more reliable."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    x, y = get_batch(data, batch_size, block_size, generator)
    total = 0.0
    for _ in range(n_batches):
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
