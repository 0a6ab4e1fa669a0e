"""Batches moved to the model's device; a line printed now and then."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, log_every=100):
    device = next(model.parameters()).device
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        model.train()
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for param_group in optimizer.param_groups:
            param_group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size)
        x, y = x.to(device), y.to(device)
        logits, loss = model(x, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        grad_norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % log_every == 0:
            print(f"step {step:5d}  loss {losses[-1]:.3f}  lr {lr:.2e}  norm {grad_norm:.2f}")
    return losses
