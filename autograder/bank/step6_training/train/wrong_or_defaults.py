""""or" takes a given 0 for None: no warm-up is impossible."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = min_lr or max_lr / 10
    warmup_steps = warmup_steps or steps // 10
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
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses
