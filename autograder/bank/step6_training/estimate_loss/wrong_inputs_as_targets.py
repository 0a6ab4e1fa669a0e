"""You hand the inputs over as targets. Then you measure how well the model repeats what it has just read."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, x)[1].item()
    model.train(was_training)
    return total / n_batches
