"""Your gradients reach the step with a norm above 1.0: clipping is missing, has another limit, or comes before backward() or after the step. Between those two is its place. One unlucky batch with a huge gradient can undo an hour of training."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
    return losses
