"""You set the flag of the model alone. `model.train(mode)` sets it in all layers."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = torch.zeros(n_batches)
    with torch.no_grad():
        for k in range(n_batches):
            xb, yb = get_batch(data, batch_size, block_size, generator)
            logits, loss = model(xb, yb)
            losses[k] = loss.item()
    model.training = was_training
    return losses.mean().item()
