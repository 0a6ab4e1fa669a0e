"""PyTorch's cross-entropy and NumPy's mean."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was = model.training
    model.eval()
    values = []
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        with torch.no_grad():
            logits = model(x)[0]
            values.append(F.cross_entropy(logits.reshape(-1, logits.shape[-1]), y.reshape(-1)).item())
    model.train(was)
    return float(np.mean(values))
