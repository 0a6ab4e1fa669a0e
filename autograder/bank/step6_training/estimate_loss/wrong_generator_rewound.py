"""All your batches are the same one. Draw a new one for each, and do not set the generator back."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        if generator is not None:
            generator.manual_seed(generator.initial_seed())
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches
