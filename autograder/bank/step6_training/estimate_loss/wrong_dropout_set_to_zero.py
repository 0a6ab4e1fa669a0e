"""You set dropout to 0 and leave it there: all training afterwards is without it. Evaluation mode does that, and can
be undone."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    device, mode = next(model.parameters()).device, model.training
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x.to(device), y.to(device))[1].item()
    model.train(mode)
    return total / n_batches
