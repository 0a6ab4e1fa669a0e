"""A tensor collects the losses and becomes a list at the end."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    lowest = max_lr * 0.1 if min_lr is None else min_lr
    warm = max(1, steps // 8) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, lr=max_lr, weight_decay=weight_decay)
    losses = torch.zeros(steps)
    was_training = model.training
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, lowest, warm, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        optimizer.zero_grad()
        _, loss = model(x, targets=y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=False)
        optimizer.step()
        losses[step] = loss.detach()
    model.train(was_training)
    return losses.tolist()
