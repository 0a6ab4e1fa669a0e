"""After your function gradients are switched off everywhere, and the next training step fails. Switch them back, or let a `with` do it."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
