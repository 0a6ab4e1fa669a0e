"""The mode of each layer is remembered and set back."""
@torch.inference_mode()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    losses = []
    while len(losses) < n_batches:
        x, y = get_batch(data, batch_size, block_size, generator)
        losses.append(model(x, y)[1].item())
    for module, mode in modes.items():
        module.training = mode
    return math.fsum(losses) / n_batches
