"""inference_mode, try and finally."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    try:
        model.eval()
        with torch.inference_mode():
            losses = [float(model(*get_batch(data, batch_size, block_size, generator))[1]) for _ in range(n_batches)]
    finally:
        model.train(training)
    return sum(losses) / len(losses)
