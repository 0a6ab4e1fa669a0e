"""The model measures in training mode. With dropout at work the loss is too high, and another one at every call. no_grad saves memory, but only evaluation mode switches dropout off."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.train()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
