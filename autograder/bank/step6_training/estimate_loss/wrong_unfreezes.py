"""You switch requires_grad on for all weights in the end, for those as well that were frozen before."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    device, mode = next(model.parameters()).device, model.training
    model.eval().requires_grad_(False)
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x.to(device), y.to(device))[1].item()
    model.train(mode).requires_grad_(True)
    return total / n_batches
