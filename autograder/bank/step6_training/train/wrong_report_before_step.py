"""You call report before the optimizer has moved the weights, so it looks at the model of the step before."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
        optimizer.step()
    return losses
