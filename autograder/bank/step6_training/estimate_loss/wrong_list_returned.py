"""You return all the losses. Their mean is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(was_training)
    return losses
