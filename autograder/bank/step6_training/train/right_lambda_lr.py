"""A LambdaLR that calls learning_rate."""
def train(model, data, steps, batch_size, block_size, max_lr, weight_decay=0.0, warmup_steps=20, min_lr=0.0):
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: learning_rate(step, max_lr, min_lr, warmup_steps, steps) / max_lr
    )
    history = []
    model.train()
    for _ in range(steps):
        x, y = get_batch(data, batch_size, block_size)
        logits, loss = model(x, y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad(set_to_none=True)
        history.append(loss.item())
    return history
