"""You measure one batch, whatever n_batches says. (Does your return stand inside the loop?) More batches make a more reliable mean: draw n_batches of them."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    x, y = get_batch(data, batch_size, block_size, generator)
    loss = model(x, y)[1].item()
    model.train(was_training)
    return loss
