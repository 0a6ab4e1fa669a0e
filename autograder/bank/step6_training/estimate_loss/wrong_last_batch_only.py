"""You return the loss of the last batch. The mean over all of them is asked for: one batch says little."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x, y)[1].item()
    model.train(was_training)
    return loss
