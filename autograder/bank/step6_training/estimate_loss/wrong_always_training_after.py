"""After your function the model is in training mode, even if it was not before. Restore what you found."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train()
    return total / n_batches
