"""torch.autograd.grad and a coefficient for clipping."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    weights = [p for p in model.parameters() if p.requires_grad]
    losses = []
    model.train()
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = model(*get_batch(data, batch_size, block_size, generator))[1]
        gradients = torch.autograd.grad(loss, weights)
        norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g) for g in gradients]))
        factor = torch.clamp(1.0 / (norm + 1e-6), max=1.0)
        for weight, gradient in zip(weights, gradients):
            weight.grad = gradient * factor
        optimizer.step()
        losses.append(loss.item())
    return losses
