"""no_grad around a loop, the mode kept in a variable."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            _, loss = model(x, y)
            total += loss.item()
    model.train(was_training)
    return total / n_batches
