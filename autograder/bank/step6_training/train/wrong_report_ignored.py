"""Never calls report."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
