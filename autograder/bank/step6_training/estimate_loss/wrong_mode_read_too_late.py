"""After your function the model stays in evaluation mode, so whoever was training goes on without dropout and never notices. Remember the mode before you change it, and set it back at the end."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    model.eval()
    was_training = model.training
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
