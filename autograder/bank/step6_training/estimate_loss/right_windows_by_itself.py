"""Draws its windows without the earlier exercise."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    running = 0.0
    for _ in range(n_batches):
        start = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)
        window = data[start + torch.arange(block_size + 1)]
        running += model(window[:, :-1], window[:, 1:])[1].item()
    if training:
        model.train()
    else:
        model.eval()
    return running / n_batches
