"""You set the flag of the model alone. Its layers, where the dropout sits, have flags of their own: eval() and train() reach them all."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.training = False
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.training = was_training
    return total / n_batches
