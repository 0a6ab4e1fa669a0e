"""Everything by keyword, targets first, and a running mean."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    former = bool(model.training)
    device = next(iter(model.parameters())).device
    mean = 0.0
    model.eval()
    with torch.no_grad():
        for seen in range(1, n_batches + 1):
            x, y = get_batch(generator=generator, block_size=block_size, batch_size=batch_size, data=data)
            _, loss = model(targets=y.to(device), idx=x.to(device))
            mean += (loss.item() - mean) / seen
    model.train(former)
    return mean
