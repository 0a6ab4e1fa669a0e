"""Returns a numpy scalar of float32."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode, dev = model.training, next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        losses = [model(*(t.to(dev) for t in get_batch(data, batch_size, block_size, generator)))[1].item() for _ in range(n_batches)]
    model.train(mode)
    return np.mean(np.array(losses, dtype=np.float32))
