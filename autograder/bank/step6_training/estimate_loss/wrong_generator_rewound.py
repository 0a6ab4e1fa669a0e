"""You set the generator back before every batch, so all batches are the same one. Draw from it as it comes."""
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
