"""All batches are drawn before the model sees the first."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    batches = [get_batch(data, batch_size, block_size, generator) for _ in range(n_batches)]
    was_training = model.training
    with torch.no_grad():
        model.eval()
        losses = torch.tensor([model(x, y)[1] for x, y in batches], dtype=torch.float64)
        model.train(was_training)
    return losses.mean().item()
