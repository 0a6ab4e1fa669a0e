"""The decorator, and a tensor of losses as in nanoGPT."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode = model.training
    model.eval()
    losses = torch.zeros(n_batches)
    for k in range(n_batches):
        X, Y = get_batch(data, batch_size, block_size, generator=generator)
        logits, loss = model(X, targets=Y)
        losses[k] = loss.item()
    if mode:
        model.train()
    return losses.mean().item()
