"""Gradients are at work while you measure. Nobody asks for them here: recording them costs memory and time, and a backward() would leave them behind for the next training step."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x, y)[1]
        loss.backward()
        total += loss.item()
    model.train(was_training)
    return total / n_batches
