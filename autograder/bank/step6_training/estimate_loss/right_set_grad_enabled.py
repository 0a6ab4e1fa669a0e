"""Gradients switched off and back by hand."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode, grad = model.training, torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    try:
        mean = 0.0
        for k in range(1, n_batches + 1):
            x, y = get_batch(data, batch_size, block_size, generator)
            mean += (model(x, y)[1].item() - mean) / k
    finally:
        torch.set_grad_enabled(grad)
        model.train(mode)
    return mean
